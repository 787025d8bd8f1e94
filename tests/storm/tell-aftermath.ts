/** What a storm met, in a few lines. */
import type { Aftermath } from '#tests/storm/aftermath';

function count(names: Iterable<string>): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, times]) => `${name} ${times}`).join(', ');
}

export function tellAftermath({ attempts, lots }: Aftermath): readonly string[] {
  const outcomes = attempts.flatMap(({ heard: [answer] }) =>
    answer ? [answer.kind === 'refused' ? answer.code : answer.kind] : [],
  );
  const deliveries = attempts.reduce((sum, { heard, unheard }) => sum + heard.length + unheard, 0);
  return [
    `${attempts.length} attempts in ${deliveries} deliveries: ${count(outcomes)}`,
    `${attempts.reduce((sum, { unheard }) => sum + unheard, 0)} deliveries unheard, of ${attempts.filter(({ unheard }) => unheard > 0).length} attempts`,
    `rows: ${count(lots.flatMap(({ rows }) => rows.map(({ kind }) => kind)))}`,
    `${lots.length} lots: ${count(lots.map(({ auction }) => auction.status))}; ${lots.flatMap(({ orders }) => orders).length} orders`,
  ];
}
