'use client';

import { clsx } from 'clsx';
import { useState } from 'react';
import { LotPicture } from '#components/lot/lot-picture';
import type { Picture } from '#lib/listings/types';

/** The lot's pictures: one large, the others to choose from. */
export function Gallery({ pictures }: { readonly pictures: readonly Picture[] }) {
  const [chosen, setChosen] = useState(0);
  return (
    <div>
      <LotPicture
        key={chosen}
        picture={pictures[chosen] ?? null}
        isFirst
        sizes="(min-width: 78rem) 42rem, (min-width: 54rem) 54vw, 92vw"
        className="aspect-5/4 w-full"
      />
      {pictures.length > 1 && (
        <ul aria-label="Pictures" className="-m-1 mt-3 flex gap-3 overflow-x-auto p-1">
          {pictures.map((picture, index) => (
            <li key={picture.key} className="w-[92px] shrink-0">
              <button
                type="button"
                aria-pressed={index === chosen}
                aria-label={`Picture ${index + 1} of ${pictures.length}`}
                onClick={() => setChosen(index)}
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
      )}
    </div>
  );
}
