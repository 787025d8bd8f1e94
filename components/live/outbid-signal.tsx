'use client';

import { useEffect } from 'react';
import { prefixTitle, replaceIcon, useMissedOutbids } from '#lib/realtime/client/index';

const icon = '/icon-outbid.svg';

/** Makes the tab say that the reader was outbid while they looked elsewhere. It is as before once they look. */
export function OutbidSignal() {
  const count = useMissedOutbids();
  const isOutbid = count > 0;
  useEffect(() => {
    if (count === 0) return undefined;
    return prefixTitle(count === 1 ? 'Outbid' : `Outbid on ${count} lots`);
  }, [count]);
  useEffect(() => (isOutbid ? replaceIcon(icon) : undefined), [isOutbid]);
  return null;
}
