'use client';

import { BellOff, BellRing } from 'lucide-react';
import { useState } from 'react';
import { turnAlertsOff, turnAlertsOn, useAlertStanding, useLiveContext } from '#lib/realtime/client/index';

const onWords = 'Keep this page open: your browser tells you while you look elsewhere.';
const blockedWords =
  'Your browser blocks notifications from this site. Allow them in its settings for the site, beside the address, and press again.';
const unsupportedWords = 'This browser shows no notifications from web pages. We write you a mail instead.';

/** Asks the browser, and only when pressed, to tell the reader when they are outbid. */
export function AlertSwitch() {
  const { reader } = useLiveContext();
  return reader === null ? null : <ReadersAlertSwitch reader={reader} />;
}

function ReadersAlertSwitch({ reader }: { readonly reader: string }) {
  const standing = useAlertStanding(reader);
  const [isExplained, setExplained] = useState(false);
  if (standing === null) return null;
  if (standing === 'unsupported')
    return isExplained && <p className="text-[13px] text-soft">{unsupportedWords}</p>;
  const isOn = standing === 'on';
  const Icon = standing === 'blocked' ? BellOff : BellRing;

  const press = async (): Promise<void> => {
    if (isOn) turnAlertsOff(reader);
    else await turnAlertsOn(reader);
    setExplained(true);
  };

  return (
    <div className="grid justify-items-start text-sm">
      <button
        type="button"
        aria-pressed={isOn}
        onClick={() => void press()}
        className="-ml-1 inline-flex min-h-11 items-center gap-2 rounded-lg px-1 font-medium text-soft hover:text-ink aria-pressed:text-act"
      >
        <Icon aria-hidden className="size-4 shrink-0" />
        Tell me when I am outbid{isOn && ': on'}
      </button>
      <output className="-mt-1 block max-w-lines text-[13px] text-soft">
        {standing === 'blocked' && isExplained && blockedWords}
        {isOn && onWords}
      </output>
    </div>
  );
}
