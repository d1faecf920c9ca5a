/* film.h - a film: a first frame, and the edits that make each later frame from the one before.
 *
 * Any sequence of grids is a film, also one whose sizes change; what is read back is exactly what
 * was added. An encoder (film/film_encode.h) finds the edits; a film whose world's rules are known
 * may say "one step of physics" instead. Films are MessagePack records of kind "film" whose edits
 * are coded by an adaptive arithmetic coder: see docs/video.md. All functions are Local.
 *
 *     film = sw_film_create(&frame[0], NULL, error);
 *     for (i = 1; i < count; i++)
 *         sw_film_add(film, &frame[i], sw_film_encoder_row(SW_FILM_ORGANISMS), error);
 *     sw_film_save(film, path, error);
 */
#ifndef SW_FILM_FILM_H
#define SW_FILM_FILM_H

#include "base/error.h"
#include "film/film_encode.h"

#define SW_FILM_FRAMES_MAX (1u << 20)
#define SW_FILM_ALL_MAX    (1u << 22)  /* edits of all frames: 250 MB of memory */
#define SW_FILM_BYTES_MAX  (64u << 20) /* of a file */

struct sw_film; /* opaque */

/* A film of one frame; `rules` (may be NULL) are the physics of its world. Owned by the caller,
 * released by sw_film_destroy. NULL when out of memory. */
struct sw_film *sw_film_create(const struct sw_grid *first, const struct sw_physics_rules *rules,
                               struct sw_error *error);
void sw_film_destroy(struct sw_film *film); /* NULL is fine */

/* Adds a frame by the edits that the encoder finds. -1 when out of memory or at the limits above;
 * the film is then as it was, or can only be destroyed (memory). */
int sw_film_add(struct sw_film *film, const struct sw_grid *next,
                const struct sw_film_encoder *encoder, struct sw_error *error);

uint32_t sw_film_frames(const struct sw_film *film);                      /* with the first */
const struct sw_physics_rules *sw_film_rules(const struct sw_film *film); /* NULL: not known */

/* The edits that make frame 1 <= frame < frames, without the final end; borrowed until the next
 * sw_film_add. */
const struct sw_film_edit *sw_film_edits(const struct sw_film *film, uint32_t frame,
                                         uint32_t *count);

/* Bytes of the film's code: first frame, rules and edits, without the record around them. */
size_t sw_film_code_size(const struct sw_film *film);

/* Plays a film from its first frame on. The film must live as long and have no frames added. */
struct sw_film_player; /* opaque */
struct sw_film_player *sw_film_play(const struct sw_film *film, struct sw_error *error);
const struct sw_grid *sw_film_player_grid(const struct sw_film_player *player); /* this frame */
bool sw_film_player_next(struct sw_film_player *player);    /* false: that was the last frame */
void sw_film_player_destroy(struct sw_film_player *player); /* NULL is fine */

/* The record: bytes released by free(), or NULL. Reading trusts nothing: a failure carries
 * SW_EXIT_DAMAGED and a sentence. */
void *sw_film_pack(const struct sw_film *film, size_t *size, struct sw_error *error);
struct sw_film *sw_film_unpack(const void *bytes, size_t size, struct sw_error *error);

int sw_film_save(const struct sw_film *film, const char *path, struct sw_error *error);
struct sw_film *sw_film_load(const char *path, struct sw_error *error);

#endif
