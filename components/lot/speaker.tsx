/** Keeps what is said of a lot for React, and the time at which what had to wait is said. */
import { beginVoice, look, type Glance, type Listener, type Utterance } from '#components/lot/announcements';

type Sight = Omit<Glance, 'at'>;

export interface Speaker {
  /** What is to be heard now. */
  readonly get: () => Utterance;
  readonly subscribe: (listener: () => void) => () => void;
  /** The lot changed, or time passed. */
  readonly show: (sight: Sight) => void;
  /** Says no more of what waits. */
  readonly hush: () => void;
}

/** @param now milliseconds that only ever rise. */
export function createSpeaker(
  first: Sight,
  listener: Listener,
  now: () => number = () => performance.now(),
): Speaker {
  const hearers = new Set<() => void>();
  let voice = beginVoice({ ...first, at: now() });
  let timer: ReturnType<typeof setTimeout> | null = null;

  const hush = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };

  const lookAt = (glance: Glance): void => {
    const before = voice.utterance;
    voice = look(voice, glance, listener);
    hush();
    const { dueAt } = voice;
    // A timer may fire a little early by this clock.
    const lookAgain = (): void => lookAt({ ...glance, at: Math.max(dueAt ?? 0, now()) });
    if (dueAt !== null) timer = setTimeout(lookAgain, Math.max(0, dueAt - now()));
    if (voice.utterance !== before) for (const hear of hearers) hear();
  };

  return {
    get: () => voice.utterance,
    subscribe: (hear) => {
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
    show: (sight) => lookAt({ ...sight, at: now() }),
    hush,
  };
}
