// Loaded into a server by a test. Told to, it takes memory until there is none.
process.on('SIGUSR2', () => {
  const held = []
  for (;;) held.push(Array.from({ length: 100_000 }, (_, n) => ({ n })))
})
