/* fuzz_film.c - films from whatever bytes come: none may crash, leak or say nothing, and a film
 * that is made comes back as it was.
 *
 * The first byte picks: 0..5 a record as it stands; 6..11 a good record around hostile code (so
 * that most inputs reach the decoder); 12 frames drawn by the bytes, encoded and decoded (slow, so
 * one of 16); 13..15 a file of frames. With libFuzzer:
 *
 *     clang -g -O1 -fsanitize=fuzzer,address,undefined -D_GNU_SOURCE -Isrc -o fuzz_film \
 *         tests/fuzz/fuzz_film.c src/base/{error,file,hash,number,pack,parameter,random,text}.c \
 *         src/world/{arc,edit*,film*,frames,grid,mask,organism,physics*,puzzle}.c \
 *         -lmsgpackc -lxxhash -ljansson -lm
 *     ./fuzz_film -max_len=300 tests/fuzz/film
 *
 * Without it (make check): the program replays the files in the folder that it is given, or in
 * $SW_SOURCE/tests/fuzz/film, and speaks TAP. -DSW_FUZZ_REPLAY makes that main.
 */
#include "base/pack.h"
#include "world/film.h"
#include "world/frames.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FRAMES_MAX 3

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void require(bool condition)
{
    if (!condition)
        abort();
}

/* What fails says so in a sentence; what does not can be played and packed again. */
static void judge(struct sw_film *film, const struct sw_error *error)
{
    struct sw_error none = {0};
    struct sw_film_player *player;
    size_t size, again;
    void *packed, *repacked;
    struct sw_film *back;

    require((film == NULL) == (error->code == SW_EXIT_DAMAGED));
    require(film != NULL || strlen(error->text) > 10);
    if (film == NULL)
        return;
    player = sw_film_play(film, &none);
    while (sw_film_player_next(player))
        require(sw_film_player_grid(player)->width <= SW_SIDE_MAX);
    packed = sw_film_pack(film, &size, &none);
    back = sw_film_unpack(packed, size, &none);
    require(back != NULL && sw_film_frames(back) == sw_film_frames(film));
    repacked = sw_film_pack(back, &again, &none);
    require(again == size && memcmp(packed, repacked, size) == 0);
    free(packed);
    free(repacked);
    sw_film_player_destroy(player);
    sw_film_destroy(back);
    sw_film_destroy(film);
}

static void read_code(const uint8_t *bytes, size_t size)
{
    struct sw_error error = {0};
    struct sw_pack *pack = sw_pack_begin("film", 1, 7);
    size_t packed_size;
    void *packed;

    if (size >= 4) {
        sw_pack_uint(pack, 1u + bytes[0] % 64);
        sw_pack_uint(pack, 1u + bytes[1] % SW_SIDE_MAX);
        sw_pack_uint(pack, 1u + bytes[2] % SW_SIDE_MAX);
        sw_pack_bool(pack, bytes[3] % 2);
        sw_pack_array(pack, 3);
        sw_pack_text(pack, "select.everything");
        sw_pack_text(pack, "act.turn.90");
        sw_pack_text(pack, "act.slide.down");
        sw_pack_uint(pack, 0);
        sw_pack_bytes(pack, bytes + 4, size - 4);
    }
    packed = sw_pack_end(pack, &packed_size, &error);
    error = (struct sw_error){0};
    judge(sw_film_unpack(packed, packed_size, &error), &error);
    free(packed);
}

/* Frames from bytes: sizes and changes; what is encoded comes back. */
static void encode(const uint8_t *bytes, size_t size)
{
    struct sw_grid frame[FRAMES_MAX];
    struct sw_error error = {0};
    uint32_t count = 1;
    int encoder;
    struct sw_film *film, *back;
    struct sw_film_player *player;
    size_t packed_size;
    void *packed;

    if (size < 3 || size > 48) /* more cells find nothing more, and slowly */
        return;
    encoder = bytes[0] % SW_FILM_PROGRAMS; /* all that are quick */
    frame[0] = sw_grid_empty(1 + bytes[1] % 6, 1 + bytes[2] % 6);
    for (size_t i = 3; i + 2 < size; i += 3) {
        struct sw_grid *grid = &frame[count - 1];

        if (bytes[i] >= 250 && count < FRAMES_MAX) {
            frame[count] = *grid;
            if (bytes[i] >= 254)
                frame[count] = sw_grid_empty(1 + bytes[i + 1] % 6, 1 + bytes[i + 2] % 6);
            count++;
        } else {
            grid->cell[bytes[i + 1] % grid->height][bytes[i + 2] % grid->width] =
                bytes[i] % SW_COLOURS;
        }
    }
    film = sw_film_create(&frame[0], NULL, &error);
    for (uint32_t i = 1; i < count; i++)
        require(sw_film_add(film, &frame[i], sw_film_encoder_row((enum sw_film_encoder_id)encoder),
                            &error) == 0);
    packed = sw_film_pack(film, &packed_size, &error);
    back = sw_film_unpack(packed, packed_size, &error);
    require(back != NULL && sw_film_frames(back) == count);
    player = sw_film_play(back, &error);
    for (uint32_t i = 0; i < count; i++) {
        require(sw_grid_equal(sw_film_player_grid(player), &frame[i]));
        sw_film_player_next(player);
    }
    sw_film_player_destroy(player);
    sw_film_destroy(back);
    sw_film_destroy(film);
    free(packed);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct sw_error error = {0};
    struct sw_frames frames = {0};

    if (size < 1)
        return 0;
    switch (bytes[0] % 16) {
    case 0:
    case 1:
    case 2:
    case 3:
    case 4:
    case 5:
        judge(sw_film_unpack(bytes + 1, size - 1, &error), &error);
        break;
    case 6:
    case 7:
    case 8:
    case 9:
    case 10:
    case 11:
        read_code(bytes + 1, size - 1);
        break;
    case 12:
        encode(bytes + 1, size - 1);
        break;
    default:
        if (sw_frames_parse(&frames, (const char *)bytes + 1, size - 1, "it", &error) != 0)
            require(error.code == SW_EXIT_DAMAGED && strlen(error.text) > 10);
        sw_frames_clear(&frames);
    }
    return 0;
}

#ifdef SW_FUZZ_REPLAY
#include "base/file.h"

int main(int argc, char **argv)
{
    struct sw_file_list list = {0};
    struct sw_error error = {0};
    const char *source = getenv("SW_SOURCE");
    char folder[SW_PATH_MAX];

    snprintf(folder, sizeof folder, "%s/tests/fuzz/film", source != NULL ? source : ".");
    if (sw_file_list_find(&list, argc > 1 ? argv[1] : folder, "", &error) != 0 || list.count == 0) {
        printf("1..1\nnot ok 1 - no corpus: %s\n", error.text);
        return EXIT_FAILURE;
    }
    printf("1..%u\n", list.count);
    for (uint32_t i = 0; i < list.count; i++) {
        size_t size;
        char *bytes = sw_file_read(list.path[i], 1 << 20, &size, &error);
        /* A copy of exact size, so that a sanitizer sees a byte read too many. */
        uint8_t *copy = malloc(size > 0 ? size : 1);

        require(bytes != NULL && copy != NULL);
        memcpy(copy, bytes, size);
        LLVMFuzzerTestOneInput(copy, size);
        printf("ok %u - %s\n", i + 1, sw_path_name(list.path[i]));
        free(copy);
        free(bytes);
    }
    sw_file_list_clear(&list);
    return EXIT_SUCCESS;
}
#endif
