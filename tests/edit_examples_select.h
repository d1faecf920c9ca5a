/* Rows of the examples in unit_edit.c: selectors, features, hands and modes. */
