/* kernel_declare.h - prototypes of one instruction set's loops (LOOPS(name) defined by who includes
 * this). */
void LOOPS(product)(const float *x, uint32_t x_stride, const float *w, uint32_t k, uint32_t n,
                    float *y);
void LOOPS(product_rows)(const float *x, uint32_t x_stride, const float *w, uint32_t k, uint32_t n,
                         uint32_t count, float *y);
void LOOPS(row_product)(const float *x, const float *w, uint32_t k, uint32_t n, float *y);
void LOOPS(sum_rows)(const float *table, uint32_t n, const uint16_t *row, const uint8_t *rows,
                     uint32_t list_stride, uint32_t lists, float *out);
void LOOPS(pool_pair)(const float *base, const float *coefficient, const float *b, float scale,
                      const float *count, uint32_t cells, uint32_t n, float *out_plus,
                      float *out_minus);
void LOOPS(pool)(const float *base, const float *count, uint32_t cells, uint32_t n, float *out);
void LOOPS(pool_back)(const float *base, const float *count, uint32_t cells, uint32_t n,
                      const float *most, const float *error, const uint16_t *row,
                      const uint8_t *rows, uint32_t list_stride, float *table);
void LOOPS(add_scaled)(float *y, const float *b, float c, uint32_t n);
void LOOPS(add_two)(float *y, const float *a, float c, const float *b, float d, const float *e,
                    uint32_t n);
float LOOPS(dot)(const float *x, const float *a, uint32_t k);
void LOOPS(tanh)(float *x, uint32_t n);
void LOOPS(gate)(float *m, const float *gates, uint32_t n);
void LOOPS(residual_tanh)(float *y, const float *m, uint32_t n);
float LOOPS(exponentials)(float *x, uint32_t n, uint32_t stride);
void LOOPS(normalise)(float *x, uint32_t n);
extern const struct sw_kernel LOOPS(kernel);
