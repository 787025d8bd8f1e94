'use client';

import NextLink from 'next/link';
import { useState, type ComponentProps } from 'react';

/**
 * A link whose page is fetched in advance once somebody is about to follow it. Left to itself, Next fetches ahead for every link in
 * sight: forty requests for each look at a page of lots, most of them for pages that nobody opens.
 */
export function Link({ onPointerEnter, onFocus, ...rest }: ComponentProps<typeof NextLink>) {
  const [isMeant, setMeant] = useState(false);
  return (
    <NextLink
      prefetch={isMeant ? null : false}
      {...rest}
      onPointerEnter={(event) => {
        setMeant(true);
        onPointerEnter?.(event);
      }}
      onFocus={(event) => {
        setMeant(true);
        onFocus?.(event);
      }}
    />
  );
}
