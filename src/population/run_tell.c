#include "population/run_private.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/number.h"
#include "life/game.h"

#include <stdio.h>
#include <string.h>

void sw_run_report(struct sw_run *run, uint64_t generation, bool last)
{
    const struct sw_settings *settings = &run->settings;
    const struct sw_function *function = sw_settings_function(settings);
    const struct sw_body_game *bodies = sw_settings_body(settings);
    const struct sw_forecast_theme *theme = sw_settings_forecast(settings);
    uint64_t done = generation + 1 - run->begun_at;
    uint64_t total = sw_schedule_end(run->breeder.schedule, NULL);
    double now = sw_clock_seconds(), speed = (double)done / (now - run->begun + 1e-9);
    const struct sw_settings *here = sw_schedule_at(run->breeder.schedule, generation, 0);
    uint32_t phase = sw_settings_phase(here, generation, NULL);
    char left[SW_DURATION_TEXT];

    if (run->exchange->rank != 0) /* who alone has heard of all islands */
        return;
    if (last ? run->told == generation + 1 : !sw_log_progress_due(now))
        return;
    run->told = generation + 1;
    sw_log_progress(
        now, "%llu/%llu  %s %s  best %.3g  mean %.3g  %.1f/s  %s left", /* within 80 columns */
        (unsigned long long)generation + 1, (unsigned long long)total,
        function != NULL ? "function"
        : bodies != NULL ? "body"
        : theme != NULL  ? "forecast"
                         : sw_game_row(settings->phase[phase].game)->name,
        function != NULL ? function->name
        : bodies != NULL ? bodies->name
        : theme != NULL  ? theme->name
                         : sw_fitness_row(settings->phase[phase].fitness)->name,
        run->best.best, run->best.mean, speed,
        sw_duration_print((double)(total - generation - 1) / speed, left));
}

uint64_t sw_run_end(const struct sw_run *run)
{
    return sw_schedule_end(run->breeder.schedule, NULL);
}

uint64_t sw_run_goal(const struct sw_run *run)
{
    uint64_t end = sw_run_end(run);

    return run->options->stop_at >= 0 && (uint64_t)run->options->stop_at < end
               ? (uint64_t)run->options->stop_at
               : end;
}

void sw_run_say_stopped(const struct sw_run *run)
{
    char line[SW_LINES_MAX];
    const struct sw_event *why;
    uint64_t end = sw_schedule_end(run->breeder.schedule, &why);

    if (why == NULL || run->breeding.generation < end)
        return;
    sw_event_text(&run->settings, why->line, line);
    sw_log_info("the run is finished at generation %llu, by events.%u: %.300s",
                (unsigned long long)end, why->line, line);
}

void sw_run_say_traffic(const struct sw_run *run)
{
    struct sw_exchange *exchange = run->exchange;
    double each = (double)(run->breeding.generation - run->begun_at) *
                  (double)run->settings.run.islands * (double)run->settings.run.members;
    double seconds = sw_clock_seconds() - run->begun, all;
    uint64_t waited = sw_exchange_sum(exchange, (uint64_t)(1e6 * (exchange->waited - run->waited)));
    char kinds[SW_EXCHANGE_KINDS];

    all = sw_exchange_tell_sent(exchange, run->sent, each, kinds);
    if (exchange->ranks > 1 && exchange->rank == 0)
        sw_log_info("the ranks sent %.2f bytes a member and generation (%s) and waited %.0f %% of "
                    "the time",
                    all, kinds, 1e-4 * (double)waited / (seconds * exchange->ranks + 1e-9));
}

void sw_run_say_crews(const struct sw_run *run)
{
    struct sw_exchange *exchange = run->exchange;
    struct sw_body_split_count mine = sw_generation_crews_count(&run->generation);
    uint64_t worlds = sw_exchange_sum(exchange, mine.worlds);
    uint64_t split = sw_exchange_sum(exchange, mine.split);
    uint64_t ticks = sw_exchange_sum(exchange, mine.ticks);
    uint64_t bytes = sw_exchange_sum(exchange, mine.bytes);

    if (split > 0 && exchange->rank == 0)
        sw_log_info("%.1f %% of %llu worlds had seats on several ranks; for each of these %.2f "
                    "bytes a tick crossed",
                    100 * (double)split / (double)worlds, (unsigned long long)worlds,
                    (double)bytes / (double)ticks);
}

void sw_run_say_done(const struct sw_run *run)
{
    unsigned long long stands = run->breeding.generation;

    if (stands >= sw_run_end(run) && stands < (unsigned long long)run->settings.run.generations)
        sw_log_info("an event has finished the run, so there is nothing to do; a run keeps its "
                    "events: for a longer one begin a run with another -o");
    else if (stands >= (unsigned long long)run->settings.run.generations)
        sw_log_info("all %llu generations are done, so there is nothing to do; a run keeps its "
                    "length: --resume --generations=N gives it another",
                    stands);
    else
        sw_log_info("the run is at generation %llu, and --stop-at=%lld is not after it, so there "
                    "is nothing to do; --resume with a later --stop-at, or without, continues",
                    stands, (long long)run->options->stop_at);
}

void sw_run_introduce(const struct sw_run *run)
{
    uint32_t ranks = run->exchange->ranks, hosts = run->hosts;
    uint32_t islands = run->settings.run.islands;
    uint32_t litters = islands * sw_settings_litters(&run->settings);
    char where[32] = "";

    if (run->exchange->rank != 0)
        return;
    if (ranks > 1)
        snprintf(where, sizeof where, " on %u host%s", hosts, hosts > 1 ? "s" : "");
    sw_log_info("%u rank%s%s, %u island%s of %lld members, %s", ranks, ranks > 1 ? "s" : "", where,
                islands, islands > 1 ? "s" : "", (long long)run->settings.run.members,
                run->options->folder);
    if (ranks > litters)
        sw_log_warning("%u rank%s idle: work is shared by litters of %u members, and there %s "
                       "%u; start no more ranks than that",
                       ranks - litters, ranks - litters > 1 ? "s are" : " is",
                       sw_settings_litter(&run->settings), litters > 1 ? "are" : "is", litters);
}
