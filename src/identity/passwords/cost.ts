/** OWASP's second choice for Argon2id: 19 MiB, two passes; some 36 ms of a processor each. */
export const COST = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }
