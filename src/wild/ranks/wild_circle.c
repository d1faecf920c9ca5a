#include "wild/ranks/wild_circle.h"

#include "base/bytes.h"

#include <stdlib.h>
#include <string.h>

enum { FAILED = 1, ENDS = 2, HEAD = 9 };

_Static_assert((int)SW_WILD_IMITATE < 16 && SW_WILD_WORDS <= 16, "an act and a word are one byte");

int sw_wild_circle_create(struct sw_wild_circle *circle, struct sw_exchange *exchange,
                          struct sw_wild_life *life, struct sw_error *error)
{
    static const char doing[] = "joining ranks";
    uint32_t ranks = exchange->ranks;

    circle->exchange = exchange;
    circle->life = life;
    circle->letter = sw_allocate(2 * (size_t)ranks, sizeof *circle->letter, doing, error);
    circle->room_each = HEAD + life->world->room;
    circle->block = sw_allocate(ranks, circle->room_each, doing, error);
    circle->length = sw_allocate(ranks, sizeof *circle->length, doing, error);
    circle->turn = sw_allocate(ranks, sizeof *circle->turn, doing, error);
    circle->room = sw_exchange_letters_room(2 * ranks, error);
    return circle->letter == NULL || circle->block == NULL || circle->length == NULL ||
                   circle->turn == NULL || circle->room == NULL
               ? -1
               : 0;
}

void sw_wild_circle_destroy(struct sw_wild_circle *circle)
{
    free(circle->letter);
    free(circle->block);
    free(circle->length);
    free(circle->turn);
    free(circle->room);
    memset(circle, 0, sizeof *circle);
}

/* ---- what is said in a tick ---- */

static uint8_t *block_of(const struct sw_wild_circle *circle, uint32_t rank)
{
    return circle->block + (size_t)rank * circle->room_each;
}

static void count_bodies(struct sw_wild_circle *circle)
{
    const struct sw_wild_world *world = circle->life->world;

    memset(circle->turn, 0, circle->exchange->ranks * sizeof *circle->turn);
    for (uint32_t i = 0; i < world->bodies; i++)
        circle->turn[world->body[i].rank]++;
}

static void speak(struct sw_wild_circle *circle, uint8_t flags)
{
    const struct sw_wild_life *life = circle->life;
    uint8_t *mine = block_of(circle, life->rank);
    size_t size = HEAD;

    mine[0] = (uint8_t)(flags | (circle->failed ? FAILED : 0));
    sw_bytes_put_little64(mine + 1, sw_wild_hash(life->world));
    for (uint32_t i = 0; i < life->world->bodies; i++)
        if (life->world->body[i].rank == life->rank)
            mine[size++] = (uint8_t)(life->act[i] + 16 * life->say[i]);
    circle->length[life->rank] = size;
}

/* One message to each other rank, and one from it. */
static void pass_round(struct sw_wild_circle *circle)
{
    uint32_t me = circle->exchange->rank, letters = 0;

    for (uint32_t rank = 0; rank < circle->exchange->ranks; rank++) {
        if (rank == me)
            continue;
        circle->letter[letters++] = (struct sw_letter){.peer = rank,
                                                       .incoming = true,
                                                       .bytes = block_of(circle, rank),
                                                       .size = circle->room_each};
        circle->letter[letters++] = (struct sw_letter){
            .peer = rank, .bytes = block_of(circle, me), .size = circle->length[me]};
    }
    sw_exchange_round(circle->exchange, SW_TRAFFIC_TOKENS, circle->letter, letters, circle->room);
    for (uint32_t i = 0; i < letters; i++)
        if (circle->letter[i].incoming)
            circle->length[circle->letter[i].peer] = circle->letter[i].size;
}

/* The first rank whose world is not that of rank 0; `ranks` if there is none. A world says by its
 * hash how long the words of each rank are. */
static uint32_t first_other(const struct sw_wild_circle *circle)
{
    uint32_t ranks = circle->exchange->ranks, rank = 1;

    while (rank < ranks && circle->length[rank] >= HEAD &&
           memcmp(block_of(circle, 0), block_of(circle, rank), HEAD) == 0)
        rank++;
    for (uint32_t i = 0; rank == ranks && i < ranks; i++)
        if (circle->length[i] != HEAD + circle->turn[i])
            return i;
    return rank;
}

/* All ranks hear the same, and come to the same. */
static int compare(struct sw_wild_circle *circle, struct sw_error *error)
{
    uint32_t ranks = circle->exchange->ranks, other;
    bool failed = false;

    for (uint32_t rank = 0; rank < ranks; rank++)
        failed |= circle->length[rank] > 0 && (block_of(circle, rank)[0] & FAILED) != 0;
    if (failed)
        return sw_exchange_agree(circle->exchange, circle->failed, error);
    other = first_other(circle);
    if (other == ranks)
        return 0;
    return sw_fail(
        error, SW_EXIT_INTERNAL,
        "the worlds of ranks 0 and %u differ at tick %llu: a bug of ours, or memory that "
        "changed by itself; --resume goes on from the last page, which is the same on "
        "all",
        other, (unsigned long long)circle->life->world->tick);
}

/* What others said goes where mine is. */
static void listen(struct sw_wild_circle *circle)
{
    struct sw_wild_life *life = circle->life;
    const struct sw_wild_world *world = life->world;

    memset(circle->turn, 0, life->ranks * sizeof *circle->turn);
    for (uint32_t i = 0; i < world->bodies; i++) {
        uint32_t rank = world->body[i].rank;
        uint8_t said = block_of(circle, rank)[HEAD + circle->turn[rank]++];

        life->act[i] = said % 16;
        life->say[i] = said / 16;
    }
}

/* How evenly bodies are spread, for people. */
static void weigh(struct sw_wild_circle *circle)
{
    uint32_t most = 0;

    for (uint32_t rank = 0; rank < circle->exchange->ranks; rank++)
        most = circle->turn[rank] > most ? circle->turn[rank] : most;
    circle->busiest += most;
    circle->bodies += circle->life->world->bodies;
    circle->ticks++;
}

/* ---- newborns that go elsewhere ---- */

/* Letters of those that come here or leave: a genome is sent as its parent has it. */
static uint32_t write_letters(const struct sw_wild_circle *circle, struct sw_letter *letter)
{
    struct sw_wild_life *life = circle->life;
    struct sw_wild_world *world = life->world;
    struct sw_wild_body *newborn = &world->body[world->bodies - world->births];
    uint32_t letters = 0;

    for (uint32_t i = 0; i < world->births; i++) {
        const struct sw_wild_birth *birth = &world->birth[i];
        bool comes = birth->rank == life->rank;

        if (birth->from == birth->rank || (!comes && birth->from != life->rank))
            continue;
        if (comes)
            newborn[i].home = sw_wild_life_enter(life);
        letter[letters++] = (struct sw_letter){
            .peer = comes ? birth->from : birth->rank,
            .incoming = comes,
            .bytes = sw_wild_life_weights(life, comes ? newborn[i].home : birth->home),
            .size = life->layout.floats * sizeof(float)};
    }
    return letters;
}

static int move_newborns(struct sw_wild_circle *circle, struct sw_error *error)
{
    const struct sw_wild_world *world = circle->life->world;
    struct sw_letter *letter;
    uint32_t letters = 0, moving = 0;
    int result;

    for (uint32_t i = 0; i < world->births; i++)
        moving += world->birth[i].from != world->birth[i].rank;
    if (moving == 0)
        return 0;
    circle->moved += moving;
    letter = sw_allocate(moving, sizeof *letter, "sending genomes", error);
    if (letter != NULL)
        letters = write_letters(circle, letter);
    result = sw_exchange_letters(circle->exchange, SW_TRAFFIC_PARENTS, letter == NULL, letter,
                                 letters, error);
    for (uint32_t i = 0; i < letters && result == 0; i++)
        if (letter[i].size != circle->life->layout.floats * sizeof(float))
            circle->failed =
                sw_fail(error, SW_EXIT_INTERNAL, "a genome came in another length") != 0;
    free(letter);
    return result;
}

/* ---- a tick ---- */

/* What all ranks do at the same time: say, hear and compare. */
static int meet(struct sw_wild_circle *circle, uint8_t flags, struct sw_error *error)
{
    count_bodies(circle);
    speak(circle, flags);
    pass_round(circle);
    return compare(circle, error);
}

int sw_wild_circle_tick(struct sw_wild_circle *circle, struct sw_wild_birth *arrived,
                        struct sw_error *error)
{
    struct sw_wild_life *life = circle->life;

    if (circle->exchange->ranks == 1) {
        sw_wild_life_tick(life, arrived);
        return 0;
    }
    sw_wild_life_decide(life, arrived);
    if (meet(circle, 0, error) != 0)
        return -1;
    weigh(circle);
    listen(circle);
    sw_wild_life_step(life);
    if (move_newborns(circle, error) != 0)
        return -1;
    sw_wild_life_settle(life);
    return 0;
}

int sw_wild_circle_end(struct sw_wild_circle *circle, struct sw_error *error)
{
    return circle->exchange->ranks == 1 ? 0 : meet(circle, ENDS, error);
}
