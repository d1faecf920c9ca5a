#include "wild/ranks/wild_page.h"

#include <stdlib.h>
#include <string.h>

enum { GONE = 1, MOVED = 2, UNEQUAL = 4, DONE = 8, EVENT_SHIFT = 4 };
enum { NUMBER_MOST = 10, BODY_MOST = 64, CELL_MOST = 16 }; /* bytes */

_Static_assert((int)SW_WILD_EVENTS <= 16, "an event has four bits");

/* ---- bytes ---- */

void sw_wild_bytes_add(struct sw_wild_bytes *bytes, const void *from, size_t size)
{
    if (bytes->size + size > bytes->room && !bytes->failed) {
        size_t room = 2 * (bytes->size + size) + 256;
        uint8_t *larger = realloc(bytes->byte, room);

        bytes->failed = larger == NULL;
        bytes->byte = larger != NULL ? larger : bytes->byte;
        bytes->room = larger != NULL ? room : bytes->room;
    }
    if (bytes->failed || size == 0)
        return;
    memcpy(bytes->byte + bytes->size, from, size);
    bytes->size += size;
}

void sw_wild_bytes_number(struct sw_wild_bytes *bytes, uint64_t number)
{
    uint8_t byte[NUMBER_MOST];
    size_t size = 0;

    for (; number >= 128; number >>= 7)
        byte[size++] = (uint8_t)(number | 128);
    byte[size++] = (uint8_t)number;
    sw_wild_bytes_add(bytes, byte, size);
}

static void add_byte(struct sw_wild_bytes *bytes, uint32_t byte)
{
    uint8_t one = (uint8_t)byte;

    sw_wild_bytes_add(bytes, &one, 1);
}

const uint8_t *sw_wild_reading_bytes(struct sw_wild_reading *reading, size_t size)
{
    const uint8_t *here = reading->byte;

    if (reading->failed || reading->size < size) {
        reading->failed = true;
        return NULL;
    }
    reading->byte += size;
    reading->size -= size;
    return here;
}

uint64_t sw_wild_reading_number(struct sw_wild_reading *reading, uint64_t most)
{
    uint64_t number = 0;

    for (uint32_t shift = 0; shift < 64; shift += 7) {
        const uint8_t *byte = sw_wild_reading_bytes(reading, 1);

        if (byte == NULL)
            return 0;
        number |= (uint64_t)(*byte & 127) << shift;
        if (*byte < 128) {
            reading->failed |= number > most;
            return reading->failed ? 0 : number;
        }
    }
    reading->failed = true;
    return 0;
}

/* ---- what would become of it ---- */

/* Energies differ either way. */
static uint64_t folded(int32_t from, int32_t to)
{
    int64_t by = (int64_t)to - from;

    return by < 0 ? 2 * (uint64_t)-by - 1 : 2 * (uint64_t)by;
}

static int64_t unfolded(uint64_t number)
{
    return number % 2 == 1 ? -(int64_t)(number / 2) - 1 : (int64_t)(number / 2);
}

/* The cell of the page that is next to one; NOWHERE: none of it is. */
static uint32_t next_to(const struct sw_wild_page *page, uint32_t cell, uint32_t heading)
{
    uint32_t x = cell % page->width, row = cell / page->width % SW_WILD_HALO;

    switch (heading) {
    case 0:
        return row == 0 ? SW_WILD_NOWHERE : cell - page->width;
    case 1:
        return row == SW_WILD_HALO - 1 ? SW_WILD_NOWHERE : cell + page->width;
    case 2:
        return x == 0 ? cell + page->width - 1 : cell - 1;
    default:
        return x == page->width - 1 ? cell + 1 - page->width : cell + 1;
    }
}

/* As the flags say; the energy is that of nobody who met anybody. */
static void come_out(const struct sw_wild_page *page, struct sw_wild_body *body, uint32_t flags)
{
    if (flags & MOVED)
        body->cell = next_to(page, body->cell, body->heading);
    body->event = (uint8_t)(flags >> EVENT_SHIFT);
    if ((flags & DONE) && body->act == SW_WILD_GROW) {
        body->size++;
        body->energy -= SW_WILD_MEAL;
    } else if (flags & DONE) {
        body->children++;
    }
}

static bool alike(const struct sw_wild_body *a, const struct sw_wild_body *b)
{
    return a->id == b->id && a->cell == b->cell && a->size == b->size && a->heading == b->heading &&
           a->act == b->act && a->event == b->event && a->said == b->said &&
           a->children == b->children && a->parent == b->parent && a->born == b->born &&
           a->team == b->team;
}

/* What meat and nothing become by themselves. */
static void rot(uint8_t *thing, int32_t *energy)
{
    if (*thing != SW_WILD_MEAT)
        return;
    if (--*energy == 0)
        *thing = SW_WILD_EMPTY;
}

/* ---- to tell ---- */

static uint32_t unequal_cells(const struct sw_wild_page *before, const struct sw_wild_page *now,
                              struct sw_wild_bytes *out)
{
    uint32_t changed = 0, last = 0;

    for (uint32_t cell = 0; cell < now->cells; cell++) {
        uint8_t thing = before->thing[cell];
        int32_t energy = before->energy[cell];

        rot(&thing, &energy);
        if (thing == now->thing[cell] && energy == now->energy[cell])
            continue;
        changed++;
        if (out == NULL)
            continue;
        sw_wild_bytes_number(out, cell - last);
        last = cell;
        add_byte(out, now->thing[cell]);
        if (now->thing[cell] != SW_WILD_EMPTY)
            sw_wild_bytes_number(out, (uint64_t)(uint32_t)now->energy[cell]);
    }
    return changed;
}

/* What became of a body; it is not part of the page any more as `before` says, or now not as flags
 * could say: then it is told to be gone, and come. */
static bool tell_body(const struct sw_wild_page *page, const struct sw_wild_body *before,
                      uint8_t act, uint8_t word, const struct sw_wild_body *now,
                      struct sw_wild_bytes *out)
{
    struct sw_wild_body body = *before;
    uint32_t flags = (uint32_t)now->event << EVENT_SHIFT;

    sw_wild_pay(&body, act, word, page->speech_cost);
    if (now->cell != before->cell)
        flags |= MOVED;
    if (now->size != before->size || now->children != before->children)
        flags |= DONE;
    come_out(page, &body, flags);
    if (!alike(&body, now)) {
        add_byte(out, GONE);
        return false;
    }
    if (body.energy == now->energy) {
        add_byte(out, flags);
        return true;
    }
    add_byte(out, flags | UNEQUAL);
    sw_wild_bytes_number(out, folded(body.energy, now->energy));
    return true;
}

static void tell_newcomer(const struct sw_wild_body *body, uint64_t newborn,
                          struct sw_wild_bytes *out)
{
    bool born = body->id >= newborn;

    sw_wild_bytes_number(out, 2 * (born ? body->id - newborn : body->id) + born);
    sw_wild_bytes_number(out, body->parent);
    sw_wild_bytes_number(out, body->born);
    sw_wild_bytes_number(out, body->cell);
    sw_wild_bytes_number(out, (uint64_t)(uint32_t)body->energy);
    sw_wild_bytes_number(out, body->children);
    add_byte(out, body->size);
    add_byte(out, (uint32_t)body->heading << 1 | body->team);
    add_byte(out, (uint32_t)body->act << 4 | body->event);
    add_byte(out, body->said);
}

uint32_t sw_wild_page_tell(const struct sw_wild_page *before, struct sw_wild_page *now,
                           const uint8_t *act, const uint8_t *word, uint64_t newborn,
                           struct sw_wild_bytes *out)
{
    struct sw_wild_bytes came = {.size = 0};
    uint32_t count = 0, at = 0, again = 0;

    sw_wild_bytes_number(out, unequal_cells(before, now, NULL));
    unequal_cells(before, now, out);
    for (uint32_t i = 0; i < before->bodies; i++) {
        for (; at < now->bodies && now->body[at].id < before->body[i].id; at++, count++)
            tell_newcomer(&now->body[at], newborn, &came);
        if (at == now->bodies || now->body[at].id != before->body[i].id) {
            add_byte(out, GONE);
        } else {
            if (!tell_body(now, &before->body[i], act[i], word[i], &now->body[at], out)) {
                tell_newcomer(&now->body[at], newborn, &came);
                now->body[at].foreign = 1;
                again++;
                count++;
            }
            at++;
        }
    }
    for (; at < now->bodies; at++, count++)
        tell_newcomer(&now->body[at], newborn, &came);
    sw_wild_bytes_number(out, count);
    sw_wild_bytes_add(out, came.byte, came.size);
    out->failed |= came.failed;
    free(came.byte);
    return again;
}

size_t sw_wild_page_most(const struct sw_wild_page *page)
{
    return 2 * NUMBER_MOST + (size_t)page->cells * (CELL_MOST + BODY_MOST + 1 + NUMBER_MOST);
}

/* ---- to hear ---- */

static void hear_cells(struct sw_wild_page *page, struct sw_wild_reading *reading)
{
    uint64_t changed = sw_wild_reading_number(reading, page->cells), cell = 0;

    for (uint32_t i = 0; i < page->cells; i++)
        rot(&page->thing[i], &page->energy[i]);
    for (uint64_t i = 0; i < changed && !reading->failed; i++) {
        const uint8_t *thing;

        cell += sw_wild_reading_number(reading, page->cells);
        thing = sw_wild_reading_bytes(reading, 1);
        if (thing == NULL || cell >= page->cells || *thing >= SW_WILD_BODY) {
            reading->failed = true;
            return;
        }
        page->thing[cell] = *thing;
        page->energy[cell] =
            *thing == SW_WILD_EMPTY ? 0 : (int32_t)sw_wild_reading_number(reading, INT32_MAX);
    }
}

/* False: it is gone. */
static bool hear_body(const struct sw_wild_page *page, struct sw_wild_body *body, uint8_t act,
                      uint8_t word, struct sw_wild_reading *reading)
{
    const uint8_t *flags = sw_wild_reading_bytes(reading, 1);

    if (flags == NULL || (*flags & GONE))
        return false;
    sw_wild_pay(body, act, word, page->speech_cost);
    come_out(page, body, *flags);
    if (*flags & UNEQUAL) {
        int64_t energy = body->energy + unfolded(sw_wild_reading_number(reading, UINT32_MAX));

        reading->failed |= energy < 0 || energy > INT32_MAX;
        body->energy = (int32_t)energy;
    }
    reading->failed |=
        body->cell >= page->cells || body->size > SW_WILD_SIZE_MAX || body->event >= SW_WILD_EVENTS;
    return true;
}

static void hear_newcomer(struct sw_wild_page *page, const struct sw_wild_page_heard *heard,
                          struct sw_wild_reading *reading)
{
    struct sw_wild_body body = {.rank = heard->rank, .home = heard->home, .alive = 1};
    uint64_t id = sw_wild_reading_number(reading, UINT64_MAX);
    const uint8_t *byte;

    body.parent = sw_wild_reading_number(reading, UINT64_MAX);
    body.born = sw_wild_reading_number(reading, UINT64_MAX);
    body.cell = (uint32_t)sw_wild_reading_number(reading, page->cells - 1);
    body.energy = (int32_t)sw_wild_reading_number(reading, INT32_MAX);
    body.children = (uint32_t)sw_wild_reading_number(reading, UINT32_MAX);
    byte = sw_wild_reading_bytes(reading, 4);
    if (byte == NULL || page->bodies == page->room) {
        reading->failed = true;
        return;
    }
    body.size = byte[0];
    body.heading = byte[1] >> 1;
    body.team = byte[1] & 1;
    body.act = byte[2] >> 4;
    body.event = byte[2] & 15;
    body.said = byte[3];
    body.id = id % 2 == 1 ? heard->newborn(heard->context, id / 2, body.cell) : id / 2;
    if (body.size == 0 || body.size > SW_WILD_SIZE_MAX || body.heading > 3 ||
        body.act >= SW_WILD_ACTS || body.event >= SW_WILD_EVENTS || body.said >= SW_WILD_WORDS)
        reading->failed = true;
    else
        page->body[page->bodies++] = body;
}

static int by_id(const void *a, const void *b)
{
    const struct sw_wild_body *one = a, *other = b;

    return (one->id > other->id) - (one->id < other->id);
}

void sw_wild_page_hear(struct sw_wild_page *page, const uint8_t *act, const uint8_t *word,
                       const struct sw_wild_page_heard *heard, struct sw_wild_reading *reading)
{
    uint32_t stay = 0;
    uint64_t came;

    hear_cells(page, reading);
    for (uint32_t i = 0; i < page->bodies; i++) {
        struct sw_wild_body body = page->body[i];

        if (hear_body(page, &body, act[i], word[i], reading) && !reading->failed)
            page->body[stay++] = body;
        else
            heard->gone(heard->context, &page->body[i]);
    }
    page->bodies = stay;
    came = sw_wild_reading_number(reading, page->cells);
    for (uint64_t i = 0; i < came && !reading->failed; i++)
        hear_newcomer(page, heard, reading);
    if (came > 0)
        qsort(page->body, page->bodies, sizeof *page->body, by_id);
}
