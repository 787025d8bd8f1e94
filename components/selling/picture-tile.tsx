'use client';

import { X } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { controlClass } from '#components/ui/field';

interface PictureTileProps {
  /** The picture itself. */
  readonly children: ReactNode;
  /** `Picture 2`. */
  readonly name: string;
  readonly isCover: boolean;
  readonly fault?: string | null | undefined;
  readonly isBusy?: boolean;
  readonly onRemove: () => void;
  /** Where its words can still be changed. */
  readonly alt?: { readonly value: string; readonly onChange: (value: string) => void } | undefined;
}

/** One picture of a lot, with its description and the way to take it off. */
export function PictureTile(props: PictureTileProps) {
  const { children, name, isCover, fault, isBusy = false, onRemove, alt } = props;
  const id = useId();
  return (
    <li className="grid content-start gap-2">
      <div className="relative">
        <div className="aspect-square overflow-hidden rounded-card bg-sunk">{children}</div>
        {isCover && (
          <span className="absolute bottom-2 left-2 rounded-full bg-ink px-2.5 py-0.5 text-[13px] font-medium text-paper">
            Cover
          </span>
        )}
        <button
          type="button"
          aria-label={`Remove ${name}`}
          disabled={isBusy}
          onClick={onRemove}
          className="absolute top-2 right-2 grid size-9 place-items-center rounded-full bg-surface text-ink shadow-lift hover:bg-sunk disabled:opacity-50"
        >
          <X aria-hidden className="size-4" />
        </button>
      </div>
      {alt && (
        <>
          <label htmlFor={id} className="sr-only">
            What {name} shows
          </label>
          <input
            id={id}
            value={alt.value}
            maxLength={300}
            autoComplete="off"
            placeholder="What it shows"
            onChange={(event) => alt.onChange(event.target.value)}
            className={`${controlClass} h-10 px-3 text-sm`}
          />
        </>
      )}
      {fault && (
        <p role="alert" className="text-sm text-loss">
          {fault}
        </p>
      )}
    </li>
  );
}

export const tilesClass = 'grid grid-cols-2 gap-x-3.5 gap-y-5 sm:grid-cols-3 desk:grid-cols-4';
