#include "cli/worlds_picture.h"

#include "base/file.h"
#include "draw/show.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

int sw_worlds_picture(const char *folder, uint64_t number, const char *name,
                      const struct sw_puzzle *puzzle, bool gif, struct sw_error *error)
{
    struct sw_show *show = gif ? sw_show_create(error) : NULL;
    char file[128], path[SW_PATH_MAX];
    void *bytes = NULL;
    size_t size = 0;
    int result;

    if (!gif)
        bytes = sw_puzzle_png(puzzle, true, name, &size, error);
    else if (show != NULL && sw_show_add_puzzle(show, puzzle, name, error) == 0)
        bytes = sw_show_gif(show, &size, error);
    snprintf(file, sizeof file, "%06" PRIu64 "-%.90s.%s", number, name, gif ? "gif" : "png");
    result = bytes == NULL ? -1 : sw_path_join(path, folder, file, error);
    if (result == 0)
        result = sw_file_write(path, bytes, size, error);
    free(bytes);
    sw_show_destroy(show);
    return result;
}
