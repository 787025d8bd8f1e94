'use client';

import { useRef, type RefObject } from 'react';

/** What had the focus, and what stands around it that has a name or a place of its own, from the inside out. */
function placesAround(element: Element | null): readonly HTMLElement[] {
  if (!(element instanceof HTMLElement)) return [];
  const places = [element];
  for (let around = element.parentElement; around; around = around.parentElement)
    if (around.matches('section, form, main, [tabindex]')) places.push(around);
  return places;
}

function focusOn(place: HTMLElement | null): void {
  // What is no control takes the focus only if it is told that it may.
  if (place && place.tabIndex < 0) place.setAttribute('tabindex', '-1');
  place?.focus();
}

interface FocusReturn {
  readonly remember: () => void;
  readonly giveBack: (event: Event) => void;
}

/**
 * Gives the focus back when a dialog closes: to `returnFocusTo` if that is on the page then, to where it was, or, where what
 * had opened the dialog is gone, as a button is that was pressed for good, to what stood around it. Otherwise whoever has no
 * mouse would start at the top of the page.
 */
export function useFocusReturn(returnFocusTo?: RefObject<HTMLElement | null>): FocusReturn {
  const places = useRef<readonly HTMLElement[]>([]);
  return {
    remember: () => {
      places.current = placesAround(document.activeElement);
    },
    giveBack: (event) => {
      event.preventDefault();
      focusOn(returnFocusTo?.current ?? places.current.find(({ isConnected }) => isConnected) ?? null);
    },
  };
}
