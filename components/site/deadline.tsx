'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useCallback } from 'react';

/** Nobody who pressed a small button waits longer, and React holds every page that they go to until then. */
export const pressPatienceMs = 4000;
/** A bid that got no answer by then is said to have none; it may be sent again. */
export const bidPatienceMs = 10_000;

/** A form that got no answer by then is said to have none. */
export const formPatienceMs = 10_000;
/** What the house asks Stripe for: it waits that long itself, three times eight seconds and the pauses between. */
export const stripePatienceMs = 30_000;

export const unreachableWords = 'We could not be reached just now. Try again in a moment.';

/** No answer came in time: whether the house heard the question is not known. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** @throws NoAnswer when the answer takes longer; else what the answer throws. */
export async function answerWithin<T>(answer: Promise<T>, patienceMs: number): Promise<T> {
  const silence = Promise.withResolvers<never>();
  const timer = setTimeout(() => silence.reject(new NoAnswer(`no answer in ${patienceMs} ms`)), patienceMs);
  try {
    return await Promise.race([answer, silence.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** Whether the reader sets out for another page, from now on. */
function watchForLeaving() {
  let hasLeft = false;
  const hear = ({ type, target }: Event): void => {
    hasLeft ||= type !== 'click' || (target instanceof Element && target.closest('a[href]') !== null);
  };
  const signs = ['click', 'submit', 'popstate'] as const;
  for (const sign of signs) window.addEventListener(sign, hear, true);
  return {
    hasLeft: () => hasLeft,
    stop: () => {
      for (const sign of signs) window.removeEventListener(sign, hear, true);
    },
  };
}

/**
 * Calls a server action and gives up on an answer that does not come. Such an action cannot be aborted, and until it is over
 * Next sends no other one, and React shows nothing that follows from it; only a navigation lets go of it. Where the reader
 * begins none, one to where they are does.
 */
export function useDeadline(): <T>(ask: () => Promise<T>, patienceMs: number) => Promise<T> {
  const router = useRouter();
  return useCallback(
    async (ask, patienceMs) => {
      const reader = watchForLeaving();
      try {
        return await answerWithin(ask(), patienceMs);
      } catch (error) {
        const here = `${location.pathname}${location.search}` as Route;
        if (error instanceof NoAnswer && !reader.hasLeft()) router.replace(here, { scroll: false });
        throw error;
      } finally {
        reader.stop();
      }
    },
    [router],
  );
}
