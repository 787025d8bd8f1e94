'use client';

import { useState } from 'react';
import { stripePatienceMs, useDeadline } from '#components/site/deadline';
import { Button } from '#components/ui/button';
import { NoticeBox } from '#components/ui/notice-box';
import { openOnboardingAction } from '#app/actions/payouts.ts';

/** How far the seller has come in telling Stripe where their money goes. */
export type OnboardingStep = 'none' | 'begun' | 'in_review' | 'ready';

const words: Readonly<
  Record<Exclude<OnboardingStep, 'ready'>, { title: string; text: string; button: string }>
> = {
  none: {
    title: 'Tell us where your money goes',
    text: 'Stripe pays sellers for us. It asks who you are and for your bank account; we see neither. It takes a few minutes, once.',
    button: 'Set up payouts',
  },
  begun: {
    title: 'Almost there',
    text: 'Stripe still needs something from you before it can pay you. What you have entered is kept.',
    button: 'Go on with Stripe',
  },
  in_review: {
    title: 'Stripe is checking what you entered',
    text: 'That usually takes minutes, sometimes a day. Nothing is lost meanwhile: your money waits for you.',
    button: 'Change what you entered',
  },
};

/** Sends a seller to Stripe, or says that all is set. */
export function OnboardingPanel({ step }: { readonly step: OnboardingStep }) {
  const within = useDeadline();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  if (step === 'ready')
    return (
      <NoticeBox tone="act" title="Payouts are set up">
        Your money goes to your account at Stripe, and from there to your bank.
      </NoticeBox>
    );

  const go = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    const reply = await within(() => openOnboardingAction(), stripePatienceMs).catch(() => null);
    // The button stays busy while the browser leaves for Stripe.
    if (reply?.accepted) return window.location.assign(reply.url);
    setBusy(false);
    setProblem(reply?.message ?? 'Stripe could not be reached just now. Try again in a moment.');
  };

  const { title, text, button } = words[step];
  return (
    <section
      aria-labelledby="onboarding"
      className="grid gap-3 rounded-box border border-line bg-surface p-6"
    >
      <h2 id="onboarding" className="text-2xl">
        {title}
      </h2>
      <p className="max-w-lines text-[15px] text-soft">{text}</p>
      {problem !== null && (
        <NoticeBox tone="loss" role="alert">
          {problem}
        </NoticeBox>
      )}
      <div>
        <Button busy={isBusy} onClick={() => void go()}>
          {button}
        </Button>
      </div>
    </section>
  );
}
