/** Left alone, V8 lets the heap grow to several times what is alive before it clears up: memory that caches of the same size would use well. */
export const heapFlag = '--heap-growing-percent=30'
