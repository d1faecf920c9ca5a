/* utterance.h - what is said in one tick: L tokens of a vocabulary of V words. Local. */
#ifndef SW_LANG_UTTERANCE_H
#define SW_LANG_UTTERANCE_H

#include <stddef.h>
#include <stdint.h>

#define SW_UTTERANCE_MAX  8u  /* tokens of one utterance */
#define SW_VOCABULARY_MAX 64u /* words */

/* Writes the words as people read them: token 0..25 is "a".."z", 26..51 "A".."Z", then "0".."9",
 * "+", "-"; "bfa". Tokens out of range show as "?". text gets at most length + 1 bytes. */
void sw_utterance_print(const uint8_t *tokens, uint32_t length, char *text);

/* In place of an utterance's first token where it is heard: nothing arrives. */
#define SW_TOKEN_NOTHING 255u

/* Where token 0 ends an utterance: sets what follows the first 0 to 0, as it is not said. */
void sw_utterance_close(uint8_t *tokens, uint32_t length);

/* Tokens before the first 0: what is said of one that 0 ends. */
uint32_t sw_utterance_said(const uint8_t *tokens, uint32_t length);

/* The token that a letter stands for, or -1. */
int sw_utterance_token(char letter);

/* An utterance as one number, for counting different ones: base SW_VOCABULARY_MAX, first token
 * highest. */
uint64_t sw_utterance_number(const uint8_t *tokens, uint32_t length);

/* How many different utterances there are among `count` of `length` tokens each (sorts a copy of
 * the numbers; 0 when out of memory). */
uint32_t sw_utterance_distinct(const uint8_t *tokens, uint32_t length, uint32_t count);

#endif
