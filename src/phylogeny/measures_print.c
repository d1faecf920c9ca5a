#include "phylogeny/measures_print.h"

#include "base/number.h"

#include <inttypes.h>
#include <math.h>

void sw_tree_measures_print(const struct sw_tree_measures *measures,
                            const struct sw_tree_words *words, uint64_t now, FILE *out)
{
    char count[SW_NUMBER_TEXT];

    fprintf(out, "\nThe %s that are alive, descendants of %u %s%s:\n",
            sw_number_count(measures->taxa, count), measures->trees, words->root,
            measures->trees == 1 ? "" : "s");
    if (measures->common)
        fprintf(out,
                "  most recent common ancestor    %s %" PRIu64 ", born in %s %" PRIu64 ", %" PRIu64
                " back\n",
                words->node, measures->ancestor, words->time, measures->ancestor_origin,
                now - measures->ancestor_origin);
    else
        fprintf(out, "  most recent common ancestor    none\n");
    fprintf(out, "  phylogenetic diversity         %.0f %s of branches\n", measures->diversity,
            words->times);
    if (isfinite(measures->pairwise))
        fprintf(out, "  mean pairwise distance         %.2f %s\n", measures->pairwise,
                words->times);
    if (measures->taxa > 0)
        fprintf(
            out, "  evolutionary distinctiveness   %.3f on the mean, most %.2f (%s %" PRIu64 ")\n",
            measures->distinct_mean, measures->distinct_most, words->node, measures->distinct_id);
    fprintf(out, "  Sackin index                   %.0f in %u branchings\n", measures->sackin,
            measures->branchings);
    fprintf(out, "  Colless index                  %.1f\n", measures->colless);
}

void sw_tree_measures_json(struct sw_json *json, const struct sw_tree_measures *measures,
                           const struct sw_tree_words *words)
{
    sw_json_open(json, "living", '{');
    sw_json_count(json, words->nodes, measures->taxa);
    sw_json_count(json, "founders", measures->trees);
    if (measures->common) {
        sw_json_count(json, "common_ancestor", measures->ancestor);
        sw_json_count(json, "common_ancestor_born", measures->ancestor_origin);
    }
    sw_json_real(json, "phylogenetic_diversity", measures->diversity);
    sw_json_real(json, "mean_pairwise_distance", measures->pairwise);
    sw_json_real(json, "distinctiveness_mean", measures->distinct_mean);
    sw_json_real(json, "distinctiveness_most", measures->distinct_most);
    sw_json_count(json, "distinctiveness_most_of", measures->distinct_id);
    sw_json_real(json, "sackin", measures->sackin);
    sw_json_real(json, "colless", measures->colless);
    sw_json_count(json, "branchings", measures->branchings);
    sw_json_close(json, '}');
}
