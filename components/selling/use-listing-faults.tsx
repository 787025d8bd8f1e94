'use client';

import { useEffect, useState, type RefObject } from 'react';
import type { ListingReply } from '#lib/listings/listing-reply';

type Refused = Extract<ListingReply, { accepted: false }>;

const none: Refused = { accepted: false, message: null, faults: [] };
const unreachable: Refused = {
  accepted: false,
  message: 'We could not be reached just now. Nothing you typed is lost; try again in a moment.',
  faults: [],
};
const withFaults = 'Some fields need another look; each says what.';

export interface ListingFaults {
  /** About the form as a whole. */
  readonly message: string | null;
  readonly of: (path: string) => string | undefined;
  /** What the house answered; null when it could not be reached. The first field at fault gets the focus. */
  readonly take: (reply: Refused | null) => void;
  /** These fields were changed, so what was said about them no longer holds. */
  readonly forget: (paths: readonly string[]) => void;
}

/** Fields of the form whose fault is told under another name. */
const faultOf: Readonly<Record<string, string>> = {
  lasting: 'duration',
  endsAtLocal: 'duration',
  startsAtLocal: 'startsAt',
  opening: 'startsAt',
  hasFixedStep: 'bidIncrement',
  delivery: 'shippingPrice',
};

/** Controls that may bear `aria-invalid`, and those that may not. */
const atFault = '[aria-invalid="true"], [data-fault]';

/** What is wrong with a listing's form. */
export function useListingFaults(form: RefObject<HTMLFormElement | null>): ListingFaults {
  const [reply, setReply] = useState({ ...none, attempt: 0 });

  useEffect(() => {
    if (reply.attempt > 0) form.current?.querySelector<HTMLElement>(atFault)?.focus();
  }, [form, reply.attempt]);

  return {
    message: reply.message ?? (reply.faults.length > 0 ? withFaults : null),
    of: (path) => reply.faults.find((fault) => fault.path === path)?.message,
    take: (answer) => setReply(({ attempt }) => ({ ...(answer ?? unreachable), attempt: attempt + 1 })),
    forget: (paths) => {
      const changed = new Set(paths.map((path) => faultOf[path] ?? path));
      setReply((before) => ({
        ...before,
        message: null,
        faults: before.faults.filter(({ path }) => !changed.has(path)),
      }));
    },
  };
}
