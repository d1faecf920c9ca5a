/* Whatever lived is rebuilt from the store bit for bit, and a run that resumes stands where it
 * stood: compared with a population that was held in memory all the while. */
#include "population/checkpoint.h"
#include "population/resume.h"
#include "archive/rebuild.h"

#include "tests/unit/archive/store_advanced.h"
#include "tests/unit/population/population_fixture.h"
#include "tests/unit/unit_test.h"
#include "tests/unit/work_folder.h"

#include <stdlib.h>
#include <unistd.h>

#define GENERATIONS 20u

static struct fixture f;
static char folder[WORK_FOLDER_MAX];

/* Everybody that the run held: its parents, and some children of every generation. */
static struct sw_individual *held;
static uint32_t held_count, held_room;

static void hold(struct sw_individual individual)
{
    if (held_count == held_room) {
        held_room = held_room * 2 + 256;
        held = realloc(held, held_room * sizeof *held);
    }
    held[held_count++] = individual;
}

static int hold_parent(void *context, const struct sw_individual *parent)
{
    struct sw_individual copy = *parent;
    float **arrays[] = {&copy.weights, &copy.first, &copy.second};

    (void)context;
    for (int i = 0; i < 3; i++)
        if (*arrays[i] != NULL)
            *arrays[i] = memcpy(fixture_floats(f.layout.floats), *arrays[i],
                                f.layout.floats * sizeof(float));
    hold(copy);
    return 0;
}

static void hold_children(const struct sw_breeding *breeding)
{
    static const uint32_t slots[] = {0, 1, 31, 33, 71};
    struct sw_identity_space space = sw_settings_space(&f.settings);

    for (uint32_t i = 0; i < breeding->islands; i++)
        for (int s = 0; s < 5; s++) {
            const struct sw_island *island = &breeding->island[i];
            uint32_t litter = slots[s] / SW_LITTER_MEMBERS;
            struct sw_individual child;

            ck_assert_int_eq(
                sw_genome_member(
                    &f.breeder, &island->births.litter[litter], slots[s] % SW_LITTER_MEMBERS,
                    &island->parent[island->parent_of[litter]],
                    sw_identity_id(space, breeding->generation, i, slots[s]), &child, &f.error),
                0);
            hold(child);
        }
}

static struct sw_breeding breeding;
static float *scores;

/* Lives GENERATIONS generations on random scores, storing them as a run does. */
static void live(const char *scheme)
{
    struct sw_store *store;
    char *config = NULL;
    size_t size;
    FILE *out;

    ck_assert(work_folder_make(folder));
    held_count = 0;
    fixture_settings(&f, scheme, "run.islands=2", "migration.every=3", "selection.pressure=0.9",
                     "phase2.from=8", NULL);
    out = open_memstream(&config, &size);
    sw_parameters_print(sw_settings_table, &f.settings, false, out);
    fclose(out);
    scores = fixture_floats(2 * 72);
    store = sw_store_create(folder, 64, false, &f.error);
    ck_assert_msg(store != NULL, "%s", f.error.text);
    ck_assert_int_eq(sw_checkpoint_begin(store, &f.settings, &f.layout, config, "test", &f.error),
                     0);
    ck_assert_int_eq(sw_breeding_begin(&breeding, &f.settings, &f.breeder, &f.error), 0);
    sw_breeding_parents(&breeding, hold_parent, NULL);
    for (uint64_t generation = 0; generation < GENERATIONS; generation++) {
        hold_children(&breeding);
        fixture_scores(&f, generation, scores);
        ck_assert_int_eq(sw_checkpoint_generation(store, &breeding,
                                                  &(struct sw_lived){.score = scores}, &f.error),
                         0);
        ck_assert_int_eq(
            sw_breeding_advance(&breeding, &(struct sw_lived){.score = scores}, &f.error), 0);
        ck_assert_int_eq(store_advanced(store, &breeding, &f.error), 0);
        sw_breeding_parents(&breeding, hold_parent, NULL);
    }
    sw_store_close(store);
    free(config);
}

static void leave(void)
{
    for (uint32_t i = 0; i < held_count; i++)
        sw_individual_free(&held[i]);
    sw_breeding_end(&breeding);
    free(scores);
    fixture_end(&f);
    ck_assert(work_folder_drop(folder));
}

static void open_archive(struct sw_archive *archive)
{
    ck_assert_msg(sw_archive_open(archive, folder, false, &f.error) == 0, "%s", f.error.text);
}

static void check_all(const char *scheme)
{
    struct sw_archive archive;
    uint32_t keyframes = 0;

    live(scheme);
    open_archive(&archive);
    ck_assert_uint_eq(archive.generations, GENERATIONS);
    for (uint32_t i = 0; i < held_count; i++) {
        for (int from_keyframes = 0; from_keyframes < 2; from_keyframes++) {
            struct sw_individual member;

            ck_assert_msg(sw_archive_rebuild(&archive, held[i].id, from_keyframes == 1, &member,
                                             &f.error) == 0,
                          "%s", f.error.text);
            if (held[i].first == NULL && member.first == NULL) {
                ck_assert_mem_eq(member.weights, held[i].weights, f.layout.floats * sizeof(float));
                ck_assert_uint_eq(member.id, held[i].id);
            } else {
                fixture_same_bits(&f, &member, &held[i]);
            }
            sw_individual_free(&member);
        }
    }
    for (uint32_t i = 0; i < held_count; i++) {
        const void *bytes;
        size_t size;

        keyframes += sw_store_get(archive.store, SW_STORE_KEYFRAME, held[i].id, 0, &bytes, &size,
                                  &f.error) == 1;
    }
    ck_assert_uint_ge(keyframes, 4); /* after generations 5, 11 and 17 */
    sw_archive_close(&archive);
    leave();
}

START_TEST(everybody_is_rebuilt)
{
    check_all("selection.scheme=recombination");
    check_all("selection.scheme=truncation");
    check_all("selection.scheme=tournament");
}
END_TEST

static void check_id(struct sw_archive *archive, const char *text, const char *words)
{
    struct sw_error error = {0};
    struct sw_individual member;
    uint64_t id = 0;
    int result = sw_archive_member(archive, text, &id, &error);

    if (result == 0)
        result = sw_archive_rebuild(archive, id, true, &member, &error);
    ck_assert_msg(result == -1, "%s", text);
    ck_assert_int_eq(error.code, SW_EXIT_USAGE);
    ck_assert_msg(strstr(error.text, words) != NULL, "%s: %s", text, error.text);
}

START_TEST(ids_that_never_lived_are_refused)
{
    struct sw_archive archive;
    char text[32];

    live("selection.scheme=truncation");
    open_archive(&archive);
    check_id(&archive, "nobody", "not a member");
    check_id(&archive, "-1", "not a member");
    check_id(&archive, "18446744073709551615", "no member");
    check_id(&archive, "99999999999999999999", "not a member");
    /* The next generation is not born yet. */
    snprintf(text, sizeof text, "%llu",
             (unsigned long long)sw_identity_id(archive.record.space, GENERATIONS, 0, 0));
    check_id(&archive, text, "no member");
    /* Without recombination the slot behind the members is empty. */
    snprintf(text, sizeof text, "%llu",
             (unsigned long long)sw_identity_id(archive.record.space, 3, 1, 72));
    check_id(&archive, text, "no member");
    sw_archive_close(&archive);
    leave();
}
END_TEST

START_TEST(the_best_is_found)
{
    struct sw_archive archive;
    float last[2 * 72], means[2] = {0, 0};
    uint64_t id;

    live("selection.scheme=recombination");
    open_archive(&archive);
    fixture_scores(&f, GENERATIONS - 1, last);
    for (int i = 0; i < 2 * 72; i++)
        means[i / 72] += last[i];
    ck_assert_int_eq(sw_archive_member(&archive, "best", &id, &f.error), 0);
    ck_assert_uint_eq(
        id, sw_identity_id(archive.record.space, GENERATIONS - 1, means[1] > means[0] ? 1 : 0, 72));
    ck_assert_int_eq(sw_archive_member(&archive, "founder", &id, &f.error), 0);
    ck_assert_uint_eq(id, 0);
    ck_assert_int_eq(sw_archive_member(&archive, "1", &id, &f.error), 0);
    ck_assert_uint_eq(id, 1);
    sw_archive_close(&archive);
    leave();
}
END_TEST

/* From every generation on: what rank 0 gathers lets any rank stand there, to the same bits. */
static void check_resume(const char *scheme)
{
    live(scheme);
    for (uint64_t stop = 0; stop <= GENERATIONS; stop += stop < 13 ? 1 : 3) {
        struct sw_archive archive;
        struct sw_breeding again;
        uint64_t generations;
        size_t size;
        void *bytes = sw_state_pack(stop, &size, &f.error), *message;
        struct sw_store *store;
        float *at = fixture_floats(2 * 72);

        open_archive(&archive);
        ck_assert_uint_eq(archive.generations, GENERATIONS);
        sw_archive_close(&archive);
        store = sw_store_open(folder, true, false, &f.error);
        ck_assert_msg(store != NULL, "%s", f.error.text);
        /* Puts the run's end back, without committing it. */
        ck_assert_int_eq(sw_store_put(store, SW_STORE_STATE, 0, 0, bytes, size, &f.error), 0);
        free(bytes);
        ck_assert_int_eq(sw_resume_generations(store, &generations, &f.error), 0);
        ck_assert_uint_eq(generations, stop);
        message = sw_resume_gather(store, &f.settings, generations,
                                   (struct sw_resume_part){.end = 2}, &size, &f.error);
        ck_assert_msg(message != NULL, "%s", f.error.text);
        sw_store_close(store);
        ck_assert_int_eq(sw_breeding_begin(&again, &f.settings, &f.breeder, &f.error), 0);
        ck_assert_msg(sw_resume_restore(message, size, &again, &f.error) == 0, "%s", f.error.text);
        ck_assert_uint_eq(again.generation, stop);
        for (uint64_t generation = stop; generation < GENERATIONS; generation++) {
            fixture_scores(&f, generation, at);
            ck_assert_int_eq(sw_breeding_advance(&again, &(struct sw_lived){.score = at}, &f.error),
                             0);
        }
        for (uint32_t i = 0; i < 2; i++) {
            ck_assert_uint_eq(again.island[i].parents, breeding.island[i].parents);
            for (uint32_t j = 0; j < again.island[i].parents; j++)
                fixture_same_bits(&f, &again.island[i].parent[j], &breeding.island[i].parent[j]);
        }
        /* A message that was cut is refused, not read beyond its end. */
        for (size_t cut = 0; cut < size && stop == 13; cut += size / 13 + 1) {
            struct sw_error error = {0};
            struct sw_breeding none;
            void *part = malloc(cut + 1);

            memcpy(part, message, cut);
            ck_assert_int_eq(sw_breeding_begin(&none, &f.settings, &f.breeder, &error), 0);
            ck_assert_int_eq(sw_resume_restore(part, cut, &none, &error), -1);
            ck_assert_int_ne(error.text[0], 0);
            sw_breeding_end(&none);
            free(part);
        }
        /* One that was changed anywhere is refused or means something else; it is never trusted. */
        for (size_t place = 0; place < size && stop == 13; place += place < 64 ? 1 : size / 29 + 1)
            for (int bit = 0; bit < 8; bit += 1 + 6 * (place >= 64)) {
                struct sw_error error = {0};
                struct sw_breeding other;

                ((uint8_t *)message)[place] ^= (uint8_t)(1u << bit);
                ck_assert_int_eq(sw_breeding_begin(&other, &f.settings, &f.breeder, &error), 0);
                if (sw_resume_restore(message, size, &other, &error) != 0)
                    ck_assert_int_ne(error.text[0], 0);
                sw_breeding_end(&other);
                ((uint8_t *)message)[place] ^= (uint8_t)(1u << bit);
            }
        sw_breeding_end(&again);
        free(at);
        free(message);
    }
    leave();
}

START_TEST(resumed_is_never_stopped)
{
    check_resume("selection.scheme=recombination");
    check_resume("selection.scheme=truncation");
}
END_TEST

START_TEST(a_store_of_another_shape_is_refused)
{
    struct sw_archive archive;
    struct sw_store *store;
    struct sw_error error = {0};
    struct sw_run_record record = {.seed = 1,
                                   .parameters = 17,
                                   .behaviour = SW_BEHAVIOUR,
                                   .space = {2, 72},
                                   .config = (char *)"",
                                   .version = (char *)"0.0"};
    size_t size;
    void *bytes;

    live("selection.scheme=truncation");
    store = sw_store_open(folder, true, false, &f.error);
    bytes = sw_run_pack(&record, &size, &f.error);
    ck_assert_int_eq(sw_store_put(store, SW_STORE_RUN, 0, 0, bytes, size, &f.error), 0);
    ck_assert_int_eq(sw_store_commit(store, &f.error), 0);
    sw_store_close(store);
    free(bytes);
    ck_assert_int_eq(sw_archive_open(&archive, folder, false, &error), -1);
    ck_assert_int_eq(error.code, SW_EXIT_DAMAGED);
    ck_assert_msg(strstr(error.text, "17 weights") != NULL, "%s", error.text);
    store = sw_store_open(folder, true, false, &f.error);
    record.behaviour = SW_BEHAVIOUR + 1;
    bytes = sw_run_pack(&record, &size, &f.error);
    ck_assert_int_eq(sw_store_put(store, SW_STORE_RUN, 0, 0, bytes, size, &f.error), 0);
    ck_assert_int_eq(sw_store_commit(store, &f.error), 0);
    sw_store_close(store);
    free(bytes);
    error.code = 0;
    ck_assert_int_eq(sw_archive_open(&archive, folder, false, &error), -1);
    ck_assert_int_eq(error.code, SW_EXIT_USAGE);
    ck_assert_msg(strstr(error.text, "smallworld 0.0") != NULL, "%s", error.text);
    leave();
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("rebuild");
    TCase *t = tcase_create("rebuild");

    tcase_add_test(t, everybody_is_rebuilt);
    tcase_add_test(t, ids_that_never_lived_are_refused);
    tcase_add_test(t, the_best_is_found);
    tcase_add_test(t, resumed_is_never_stopped);
    tcase_add_test(t, a_store_of_another_shape_is_refused);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
