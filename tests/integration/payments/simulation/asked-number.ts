/** A number that the command line passes on to a run; null without one. */
export function askedNumber(name: 'SIMULATION_SEED' | 'SIMULATION_STEPS'): number | null {
  const value = process.env[name];
  return value === undefined ? null : Number(value);
}
