'use client';

import { clsx } from 'clsx';
import { useRef, useState } from 'react';
import { LotPicture } from '#components/lot/lot-picture';
import type { Picture } from '#lib/listings/types';

const sizes = '(min-width: 78rem) 42rem, (min-width: 54rem) 54vw, 92vw';
const frameClass = 'aspect-5/4 w-full';

/** The lot's pictures: one large, to be swiped or scrolled through, the others small, to choose from. */
export function Gallery({ pictures }: { readonly pictures: readonly Picture[] }) {
  const [only] = pictures;
  if (pictures.length > 1) return <Pictures pictures={pictures} />;
  return <LotPicture picture={only ?? null} isFirst sizes={sizes} className={frameClass} />;
}

function Pictures({ pictures }: { readonly pictures: readonly Picture[] }) {
  const strip = useRef<HTMLUListElement>(null);
  const [chosen, setChosen] = useState(0);
  // What is in sight decides, so that swiping, the keyboard and the small pictures agree.
  const look = ({ scrollLeft, clientWidth }: HTMLUListElement): void =>
    setChosen(Math.round(scrollLeft / clientWidth));
  const show = (index: number): void => {
    const { current } = strip;
    current?.scrollTo({ left: index * current.clientWidth });
  };
  return (
    <div>
      <ul
        ref={strip}
        aria-label="Large pictures"
        // What scrolls has to be reached by the keyboard, whose arrows then go from picture to picture.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onScroll={({ currentTarget }) => look(currentTarget)}
        className="flex snap-x snap-mandatory [scrollbar-width:none] overflow-x-auto rounded-card motion-safe:scroll-smooth"
      >
        {pictures.map((picture, index) => (
          <li key={picture.key} className="w-full shrink-0 snap-center snap-always">
            <LotPicture picture={picture} isFirst={index === 0} sizes={sizes} className={frameClass} />
          </li>
        ))}
      </ul>
      <ul aria-label="Pictures" className="-m-1 mt-3 flex gap-3 overflow-x-auto p-1">
        {pictures.map((picture, index) => (
          <li key={picture.key} className="w-[92px] shrink-0">
            <button
              type="button"
              aria-pressed={index === chosen}
              aria-label={`Picture ${index + 1} of ${pictures.length}`}
              onClick={() => show(index)}
              className={clsx(
                'block rounded-[10px] outline-offset-2 transition-opacity',
                index === chosen ? 'outline-2 outline-ink outline-solid' : 'opacity-80 hover:opacity-100',
              )}
            >
              <LotPicture picture={picture} alt="" sizes="92px" className="aspect-square rounded-[10px]!" />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
