/* film_info.h - what films cost by each encoder, for `smallworld film info`. Local. */
#ifndef SW_CLI_FILM_INFO_H
#define SW_CLI_FILM_INFO_H

#include "film/film.h"
#include "film/frames.h"

/* The frames of a film, appended. */
int sw_film_frames_of(const struct sw_film *film, struct sw_frames *frames, struct sw_error *error);

/* A film of frames by an encoder; `rules` may be NULL. */
struct sw_film *sw_film_of_frames(const struct sw_grid *frame, uint32_t count,
                                  const struct sw_physics_rules *rules,
                                  const struct sw_film_encoder *encoder, struct sw_error *error);

/* Prints what the files, and the .film, .json and .txt files in the folders, cost: a table of all
 * together, or (csv) a line for each film. An ARC task is a film of two frames for each of its
 * pairs. */
int sw_film_info(char **path, int count, bool csv, struct sw_error *error);

#endif
