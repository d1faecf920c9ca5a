#include "store/store_private.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

const char *sw_store_kind_name(enum sw_store_kind kind)
{
    static const char *const name[] = {
        NULL,    "run",      "state",    "births",   "scores",     "statistics", "keyframe",
        "files", "observed", "standing", "families", "refounding", "selection"};

    switch (kind) {
    case SW_STORE_BRANCH:
        return "branch";
    case SW_STORE_JOURNAL:
        return "journal";
    case SW_STORE_FOUNDER:
        return "founder";
    case SW_STORE_WILD_RUN:
        return "wild run";
    case SW_STORE_WILD_PAGE:
        return "wild page";
    case SW_STORE_WILD_STATE:
        return "wild state";
    case SW_STORE_WILD_WALKS:
        return "wild walks";
    case SW_STORE_WILD_MEALS:
        return "wild meals";
    case SW_STORE_SURFACES:
        return "surfaces";
    case SW_STORE_DEPARTURE:
        return "departure";
    case SW_STORE_PROGRAMS:
        return "programs";
    default:
        return (unsigned)kind < sizeof name / sizeof *name ? name[kind] : NULL;
    }
}

uint64_t sw_store_file_bytes(int file)
{
    struct stat status;

    return fstat(file, &status) == 0 ? (uint64_t)status.st_size : 0;
}

int sw_store_prefixed(const struct sw_store *store, int result, struct sw_error *error)
{
    if (result < 0)
        sw_error_prefix(error, "%s", store->folder);
    return result;
}

int sw_store_attach(struct sw_store *store, const struct sw_datafile_meta *meta, bool survey,
                    struct sw_error *error)
{
    struct sw_ledger_seal seal;

    sw_pages_close(store->pages);
    store->pages = sw_pages_open(store->data, meta, error);
    if (store->pages == NULL ||
        (survey && sw_pages_survey(store->pages, store->writable, error) != 0) ||
        sw_ledger_seal_read(store->pages, meta, &seal, error) != 0)
        return sw_store_prefixed(store, -1, error);
    store->meta = *meta;
    store->seal = seal;
    return 0;
}

int sw_store_refresh(struct sw_store *store, struct sw_error *error)
{
    struct sw_datafile_meta meta[2];
    int newest;

    if (store->pages != NULL)
        return 0;
    if (sw_datafile_metas(store->data, meta, error) != 0)
        return sw_store_prefixed(store, -1, error);
    newest = sw_datafile_metas_newest(meta, error);
    if (newest < 0)
        return sw_store_prefixed(store, -1, error);
    return sw_store_attach(store, &meta[newest], false, error);
}

int sw_store_get(struct sw_store *store, enum sw_store_kind kind, uint64_t first, uint32_t second,
                 const void **bytes, size_t *size, struct sw_error *error)
{
    struct sw_ledger_name name = {.kind = (uint32_t)kind, .first = first, .second = second};
    uint8_t key[SW_LEDGER_KEY];
    const struct sw_staged *staged;
    const uint8_t *found;
    int result;

    *bytes = NULL;
    *size = 0;
    sw_ledger_key(name, key);
    staged = sw_stage_find(&store->stage, key);
    if (staged != NULL) {
        *bytes = store->stage.bytes + staged->offset;
        *size = staged->size - SW_LEDGER_HASH;
        return 1;
    }
    if (sw_store_refresh(store, error) != 0)
        return -1;
    result = sw_ledger_find(store->pages, name, &found, size, error);
    if (result == 1)
        *bytes = found;
    return sw_store_prefixed(store, result, error);
}

int sw_store_before(struct sw_store *store, enum sw_store_kind kind, uint64_t first,
                    uint64_t *found_first, uint32_t *found_second, const void **bytes, size_t *size,
                    struct sw_error *error)
{
    struct sw_ledger_name name = {.kind = (uint32_t)kind, .first = first, .second = UINT32_MAX};
    struct sw_ledger_name found = {0}, waiting = {0};
    uint8_t key[SW_LEDGER_KEY];
    const struct sw_staged *staged;
    const uint8_t *value;
    int result;

    *bytes = NULL;
    *size = 0;
    if (sw_store_refresh(store, error) != 0)
        return -1;
    result = sw_ledger_find_last(store->pages, name, &found, &value, size, error);
    if (result < 0)
        return sw_store_prefixed(store, -1, error);
    if (result == 1)
        *bytes = value;
    sw_ledger_key(name, key);
    memset(key + SW_PAGES_KEY_OPEN, 0xff, SW_LEDGER_KEY - SW_PAGES_KEY_OPEN);
    staged = sw_stage_find_last(&store->stage, key);
    if (staged != NULL)
        waiting = sw_ledger_name(staged->key);
    if (waiting.kind == name.kind &&
        (result == 0 || waiting.first > found.first ||
         (waiting.first == found.first && waiting.second >= found.second))) {
        found = waiting;
        *bytes = store->stage.bytes + staged->offset;
        *size = staged->size - SW_LEDGER_HASH;
        result = 1;
    }
    *found_first = found.first;
    *found_second = found.second;
    return result;
}

struct walk {
    int (*visit)(void *context, enum sw_store_kind kind, uint64_t first, uint32_t second,
                 const void *bytes, size_t size, const struct sw_error *damage);
    void *context;
};

static int visit_one(void *context, struct sw_ledger_name name, const uint8_t *bytes, size_t size,
                     const struct sw_error *damage)
{
    const struct walk *walk = context;
    struct sw_error unknown = {0};

    if (damage == NULL && sw_store_kind_name((enum sw_store_kind)name.kind) == NULL) {
        sw_fail(&unknown, SW_EXIT_DAMAGED,
                "the store holds a record of kind %u, which this program does not know: read it "
                "with the newer program that wrote it",
                name.kind);
        damage = &unknown;
        bytes = NULL;
        size = 0;
    }
    return walk->visit(walk->context, (enum sw_store_kind)name.kind, name.first, name.second, bytes,
                       size, damage);
}

int sw_store_walk(struct sw_store *store,
                  int (*visit)(void *context, enum sw_store_kind kind, uint64_t first,
                               uint32_t second, const void *bytes, size_t size,
                               const struct sw_error *damage),
                  void *context, struct sw_error *error)
{
    struct walk walk = {.visit = visit, .context = context};
    struct sw_pages *pages; /* its own, so that the visitor may use the store */
    int result;

    if (sw_store_refresh(store, error) != 0)
        return -1;
    pages = sw_pages_open(store->data, &store->meta, error);
    if (pages == NULL)
        return sw_store_prefixed(store, -1, error);
    result = sw_ledger_walk(pages, &store->seal, visit_one, &walk, error);
    sw_pages_close(pages);
    return sw_store_prefixed(store, result, error);
}

int sw_store_verify(struct sw_store *store, struct sw_error *error)
{
    if (sw_store_refresh(store, error) != 0)
        return -1;
    return sw_store_prefixed(store, sw_ledger_verify(store->data, &store->meta, error), error);
}

uint64_t sw_store_records(const struct sw_store *store)
{
    return store->seal.records;
}

uint64_t sw_store_bytes(const struct sw_store *store)
{
    return sw_store_file_bytes(store->data);
}
