/** The model of the whole house: its rooms, and what it answered before under idempotency keys. */
import type { Ask, Verdict } from '#tests/simulation/model/asks';
import type { Room } from '#tests/simulation/model/room';

export interface Envelope {
  readonly lot: number;
  readonly ask: Ask;
  readonly key: string | null;
}

export interface ModelHouse {
  /** What a delivery must be answered; `repeated` when an earlier delivery under the key settled it. */
  receive(envelope: Envelope, now: number): { readonly verdict: Verdict; readonly repeated: boolean };
  readonly rooms: Map<number, Room>;
  /** Answers to lots that nobody will ask about again need not be kept. */
  forget(lot: number): void;
}

/** What makes two deliveries the same request. The version asked for is a condition on it, no part of it. */
const contentOf = ({ lot, ask }: Envelope): string => {
  if (ask.kind === 'offer') return `${lot} offer ${ask.named} ${ask.limit ?? 'alone'}`;
  if (ask.kind === 'strike') return `${lot} strike ${ask.paddle}`;
  return ask.kind === 'withdraw' ? `${lot} withdraw ${ask.by}` : `${lot} ${ask.kind}`;
};

interface Answered {
  readonly content: string;
  readonly verdict: Verdict;
}

export function openModelHouse(): ModelHouse {
  const rooms = new Map<number, Room>();
  const answers = new Map<string, Answered>();
  const keysOf = new Map<number, string[]>();

  const answer = (envelope: Envelope, now: number): Verdict =>
    rooms.get(envelope.lot)?.ask(envelope.ask, now) ?? { accepted: false, objection: { code: 'not_found' } };

  return {
    rooms,
    forget: (lot) => {
      rooms.delete(lot);
      for (const scoped of keysOf.get(lot) ?? []) answers.delete(scoped);
      keysOf.delete(lot);
    },
    receive: (envelope, now) => {
      const { lot, ask, key } = envelope;
      if (key === null || !('visitor' in ask)) return { verdict: answer(envelope, now), repeated: false };
      const scoped = `${ask.visitor.paddle} ${key}`;
      const content = contentOf(envelope);
      const earlier = answers.get(scoped);
      if (earlier?.content === content) return { verdict: earlier.verdict, repeated: true };
      if (earlier)
        return { verdict: { accepted: false, objection: { code: 'idempotency_conflict' } }, repeated: true };
      const verdict = answer(envelope, now);
      answers.set(scoped, { content, verdict });
      keysOf.set(lot, [...(keysOf.get(lot) ?? []), scoped]);
      return { verdict, repeated: false };
    },
  };
}
