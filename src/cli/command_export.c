/* command_export.c - smallworld export: one member's weights as a file that other programs read,
 * and that a run can begin with. */
#include "archive/rebuild.h"
#include "base/file.h"
#include "base/log.h"
#include "cli/options.h"
#include "weights/weights_file.h"

#include <inttypes.h>

struct request {
    const char *folder, *member, *file;
};

#define AT(field) offsetof(struct request, field)

static const struct sw_option options[] = {
    SW_OPTION_RUN(AT(folder)),
    {"ID", SW_OPTION_TEXT, AT(member), .help = "a member: its number, best or founder",
     .initial = "best"},
    {"-o", SW_OPTION_TEXT, AT(file),
     .help = "where to: a name that ends in .npz (NumPy) or .safetensors", .value = "FILE",
     .needed = true, .missing = "say with -o which file the genome is written to"},
    {.name = NULL},
};

static int export_main(int count, char **words, struct sw_error *error)
{
    struct request request = {0};
    struct sw_individual member = {0};
    struct sw_action_set edits;
    struct sw_archive archive;
    char mark[SW_HASH_TEXT];
    uint64_t id;
    int result = sw_options_read(&sw_command_export, count, words, &request, error);

    if (result != SW_EXIT_DONE)
        return result;
    if (sw_weights_format(request.file, error) < 0 || sw_file_try(request.file, error) != 0 ||
        sw_archive_open(&archive, request.folder, false, error) != 0)
        return error->code;
    edits = sw_settings_action_set(&archive.settings);
    if (sw_archive_member(&archive, request.member, &id, error) != 0 ||
        sw_archive_rebuild(&archive, id, true, &member, error) != 0 ||
        sw_weights_write(&archive.layout, member.weights,
                         sw_settings_puzzles(&archive.settings) ? sw_action_set_mark(&edits, mark)
                                                                : NULL,
                         request.file, error) != 0)
        result = error->code;
    else
        sw_log_info("member %" PRIu64 ": %u numbers in %u arrays, %s", id,
                    archive.layout.parameters, archive.layout.tensors, request.file);
    sw_individual_free(&member);
    sw_archive_close(&archive);
    return result;
}

const struct sw_command sw_command_export = {
    .name = "export",
    .description = "write one member's weights to a file that NumPy and others read",
    .options = options,
    .text = "One array of float32 for each tensor of src/agent/brain.h, by its name; a plain\n"
            "vector is the array \"vector\". run --founder=FILE begins a run with it.\n"
            "\n"
            "  smallworld export runs/first best -o best.npz\n"
            "  smallworld export runs/first 1234 -o 1234.safetensors\n"
            "  smallworld run clusters/quick.conf --founder=best.npz -o runs/second\n",
    .main = export_main,
};
