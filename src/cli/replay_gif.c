#include "cli/replay_gif.h"

#include "base/file.h"
#include "draw/show.h"

#include <stdio.h>
#include <stdlib.h>

static int add_demonstrations(struct sw_show *show, const struct sw_replay_scenes *scenes,
                              struct sw_error *error)
{
    const struct sw_puzzle *puzzle = scenes->puzzle;
    int result = 0;

    for (int i = 0; i < puzzle->demonstrations && result == 0; i++) {
        char heading[300];
        struct sw_scene_card card = {.heading = heading,
                                     .caption = scenes->said,
                                     .canvas = &puzzle->demonstration[i].canvas,
                                     .right = SW_SHOW_TARGET,
                                     .target = &puzzle->demonstration[i].target,
                                     .hundredths = 160};

        snprintf(heading, sizeof heading, "%.200s\ndemonstration %d of %d", scenes->title, i + 1,
                 puzzle->demonstrations);
        result = sw_show_add(show, &card, error);
    }
    return result;
}

int sw_replay_gif(const struct sw_replay_scenes *scenes, const char *path, struct sw_error *error)
{
    const struct sw_puzzle *puzzle = scenes->puzzle;
    struct sw_show *show = sw_show_create(error);
    int result = show == NULL ? -1 : add_demonstrations(show, scenes, error);
    void *bytes = NULL;
    size_t size = 0;

    for (int i = 0; i < puzzle->tests && result == 0; i++) {
        char heading[300];

        snprintf(heading, sizeof heading, "%.200s\ntest %d of %d", scenes->title, i + 1,
                 puzzle->tests);
        result = sw_show_add_edits(
            show, heading, scenes->heard, scenes->program, &puzzle->test[i].canvas,
            puzzle->test_has_target[i] ? &puzzle->test[i].target : NULL, error);
    }
    if (result == 0)
        bytes = sw_show_gif(show, &size, error);
    result = bytes == NULL ? -1 : sw_file_write(path, bytes, size, error);
    free(bytes);
    sw_show_destroy(show);
    return result;
}
