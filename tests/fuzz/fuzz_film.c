/* fuzz_film.c - films from whatever bytes come: none may crash, leak or say nothing, and a film
 * that is made comes back as it was.
 *
 * The first byte picks: 0..5 a record as it stands; 6..9 a good record around hostile code (so that
 * most inputs reach the decoder); 10 and 11 a record that the code's own frames are counted for, so
 * that what decodes is a good film and is played and packed again; 12 frames drawn by the bytes,
 * encoded and decoded; 13..15 a file of frames. With libFuzzer:
 *
 *     bash tests/fuzz/run.sh film 10000000
 *
 * Without it (make check): the program replays tests/fuzz/film (see replay.h).
 */
#include "base/pack.h"
#include "world/edit/edit.h"
#include "film/film.h"
#include "film/film_model.h"
#include "film/frames.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A few bytes of code can hold thousands of edits; more find nothing more, and slowly. */
enum { FRAMES_MAX = 3, CODE_MAX = 40, CELLS_BYTES_MAX = 32, EDITS_MAX = 64 };

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

static const char *const names[] = {"select.everything", "act.turn.90", "act.slide.down"};

enum { NAMES = sizeof names / sizeof *names };

/* What a record says beside its code. */
struct head {
    uint32_t frames, check;
    int width, height;
    bool ruled;
};

static struct head read_head(const uint8_t bytes[4])
{
    return (struct head){.frames = 1u + bytes[0] % 64,
                         .width = 1 + bytes[1] % SW_SIDE_MAX,
                         .height = 1 + bytes[2] % SW_SIDE_MAX,
                         .ruled = bytes[3] % 2 != 0};
}

/* Decodes as a reader would, and counts the frames that the code is good for and knows the last of
 * them. False if it is good for none, or if there is much of it. */
static bool complete(struct head *head, const uint8_t *code, size_t size)
{
    static struct sw_film_model model;
    static struct sw_film_physics physics;
    struct sw_film_coder coder = sw_film_reader(code, size);
    struct sw_film_state state = {.physics = head->ruled ? &physics : NULL};
    struct sw_film_edit edit;

    sw_film_model_reset(&model);
    model.names = NAMES;
    for (int i = 0; i < NAMES; i++)
        model.name[i] = (sw_edit_token)sw_edit_find(names[i], strlen(names[i]));
    state.grid = sw_grid_empty(head->width, head->height);
    sw_film_code_grid(&coder, &state.grid);
    physics = (struct sw_film_physics){.rules = sw_physics_rules_none()};
    if (head->ruled)
        sw_film_code_rules(&coder, &physics.rules);
    head->frames = 1;
    for (int edits = 0; edits < EDITS_MAX; edits++) {
        /* The code ends where nothing of it is left: mostly at the first such place. */
        if (model.fresh && sw_film_reader_end(&coder) == 0) {
            head->check = (uint32_t)sw_grid_hash(&state.grid);
            return true;
        }
        edit = (struct sw_film_edit){0};
        sw_film_code_edit(&coder, &model, &state, &edit);
        if (coder.failed)
            return false;
        head->frames += edit.kind == SW_FILM_END;
    }
    return false;
}

static void read_code(const uint8_t *bytes, size_t size, bool whole)
{
    struct sw_error error = {0};
    struct sw_pack *pack;
    struct sw_film *film;
    struct head head;
    size_t packed_size;
    void *packed;

    if (size < 4 || size > 4 + CODE_MAX)
        return;
    head = read_head(bytes);
    bytes += 4;
    size -= 4;
    if (whole && !complete(&head, bytes, size))
        return;
    pack = sw_pack_begin("film", 1, 7);
    sw_pack_uint(pack, head.frames);
    sw_pack_uint(pack, (uint32_t)head.width);
    sw_pack_uint(pack, (uint32_t)head.height);
    sw_pack_bool(pack, head.ruled);
    sw_pack_array(pack, NAMES);
    for (int i = 0; i < NAMES; i++)
        sw_pack_text(pack, names[i]);
    sw_pack_uint(pack, head.check);
    sw_pack_bytes(pack, bytes, size);
    packed = sw_pack_end(pack, &packed_size, &error);
    require(packed != NULL);
    film = sw_film_unpack(packed, packed_size, &error);
    require(!whole || (film != NULL && sw_film_frames(film) == head.frames));
    judge(film, &error);
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

    if (size < 3 || size > CELLS_BYTES_MAX)
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
        read_code(bytes + 1, size - 1, false);
        break;
    case 10:
    case 11:
        read_code(bytes + 1, size - 1, true);
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
#include "replay.h"

int main(int argc, char **argv)
{
    return fuzz_replay(argc, argv, "film", LLVMFuzzerTestOneInput);
}
#endif
