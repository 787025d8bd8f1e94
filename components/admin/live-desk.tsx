'use client';

import { useRouter } from 'next/navigation';
import { LiveSign } from '#components/live/live-sign';
import { useLiveActivity } from '#lib/realtime/client/index';

/** Reads the page anew whenever something happens in the house, and says how it would hear of it. */
export function LiveDesk() {
  const router = useRouter();
  useLiveActivity(() => router.refresh());
  return <LiveSign className="text-sm text-soft" />;
}
