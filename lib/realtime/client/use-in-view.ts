'use client';

import { useEffect, useRef, useState, type RefObject } from 'react';

/** Whether the element is on screen or about to be. */
export function useInView<T extends Element>(): {
  readonly ref: RefObject<T | null>;
  readonly inView: boolean;
} {
  const ref = useRef<T>(null);
  const [inView, setInView] = useState(false);

  useEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const observer = new IntersectionObserver(
      (entries) => setInView(entries.some(({ isIntersecting }) => isIntersecting)),
      { rootMargin: '200px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  return { ref, inView };
}
