import fc from 'fast-check'

/**
 * Random inputs are the same in every run, so that none fails by chance. A failure tells its seed;
 * SEED=… tries others.
 */
fc.configureGlobal({ seed: Number(process.env['SEED'] ?? 20_261_130) })
