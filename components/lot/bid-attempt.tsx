'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { placeBidAction } from '#app/actions/place-bid.ts';
import { useLot } from '#components/lot/lot-context';
import { rememberReceipt } from '#components/lot/remember-receipt';
import { bidPatienceMs, useDeadline } from '#components/site/deadline';
import type { Cents } from '#lib/auction/types';
import type { BidReply } from '#lib/bidding/index';
import { newAttemptKey, useLiveContext } from '#lib/realtime/client/index';

/** A bid that the reader has worded and is asked to confirm. */
export interface Attempt {
  /** Fixed when worded: by the time of the answer the reader may lead. */
  readonly kind: 'bid' | 'raise';
  /** Sent with every try of this attempt, so that it counts once. */
  readonly key: string;
  readonly amount: Cents;
  /** null: the same as the amount. */
  readonly maximum: Cents | null;
}

export interface BidAttempt {
  readonly attempt: Attempt | null;
  readonly isBusy: boolean;
  /** No answer came: whether the bid counts is not known, and sending it again is safe. */
  readonly isLost: boolean;
  /** The answer to the last attempt. */
  readonly reply: BidReply | null;
  /** How many attempts on this page were accepted. */
  readonly acceptedCount: number;
  readonly review: (bid: Omit<Attempt, 'key'>) => void;
  readonly dismiss: () => void;
  readonly send: () => Promise<void>;
  /** Forgets the last answer, once the reader goes on. */
  readonly forget: () => void;
}

/** One bid from its review to its answer. */
export function useBidAttempt(): BidAttempt {
  const { lot, reader, live } = useLot();
  const { house } = useLiveContext();
  const router = useRouter();
  const within = useDeadline();
  const [attempt, setAttempt] = useState<Attempt | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [isLost, setLost] = useState(false);
  const [reply, setReply] = useState<BidReply | null>(null);
  const [acceptedCount, setAcceptedCount] = useState(0);

  const send = async (): Promise<void> => {
    if (attempt === null || reader === null || isBusy) return;
    setBusy(true);
    setLost(false);
    const { key, amount, maximum } = attempt;
    let isAccepted = false;
    const accept = (): void => {
      if (isAccepted) return;
      isAccepted = true;
      setAttempt(null);
      setAcceptedCount((before) => before + 1);
    };
    live.store.sendBid({ key, amount, maximum, username: reader.username });
    // The event with the bid's row may come before the answer, or instead of it.
    const stopWaiting = live.store.subscribe(() => {
      if (live.store.get().pending?.key !== key) accept();
    });
    try {
      const { id, currency } = lot.state;
      const ask = () => placeBidAction({ auctionId: id, amount, maximum, currency, key });
      const answer = await within(ask, bidPatienceMs);
      stopWaiting();
      const isRefused = answer.result === 'refused';
      if (live.store.hearAnswer(key, { accepted: !isRefused, state: answer.state }).gap) house.refresh(id);
      rememberReceipt(answer.receipt);
      setReply(answer);
      if (isRefused) return setAttempt(null);
      accept();
      router.refresh();
    } catch {
      stopWaiting();
      live.store.hearAnswer(key, null);
      house.refresh(lot.state.id);
      setLost(!isAccepted);
    } finally {
      setBusy(false);
    }
  };

  return {
    attempt,
    isBusy,
    isLost,
    reply,
    acceptedCount,
    review: (bid) => {
      setReply(null);
      setLost(false);
      setAttempt({ ...bid, key: newAttemptKey() });
    },
    dismiss: () => {
      if (!isBusy) setAttempt(null);
    },
    send,
    forget: () => setReply(null),
  };
}
