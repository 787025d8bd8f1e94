'use client';

import { clsx } from 'clsx';
import { ImagePlus } from 'lucide-react';
import { useState } from 'react';

interface PictureDropProps {
  /** How many more there is room for. */
  readonly room: number;
  readonly onChoose: (files: readonly File[]) => void;
}

/** Drop pictures here, or choose them. The browser's own file input fills the frame, and takes what is dropped on it. */
export function PictureDrop({ room, onChoose }: PictureDropProps) {
  const [isOver, setOver] = useState(false);
  if (room === 0) return null;
  return (
    <label
      className={clsx(
        'relative grid justify-items-center gap-1.5 rounded-card border border-dashed px-6 py-9 text-center transition-colors',
        'has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-act/60',
        isOver ? 'border-act bg-act-tint' : 'border-soft/50 bg-surface hover:border-soft',
      )}
    >
      <ImagePlus aria-hidden className="mb-1 size-7 text-soft" />
      <span className="font-medium">Drop pictures here, or choose them</span>
      <span className="text-sm text-soft">
        JPEG, PNG, WebP or AVIF, up to 12 MB each. Room for {room === 1 ? 'one more' : `${room} more`}.
      </span>
      <input
        type="file"
        multiple
        accept="image/jpeg,image/png,image/webp,image/avif,image/heic"
        className="absolute inset-0 size-full cursor-pointer opacity-0"
        onDragEnter={() => setOver(true)}
        onDragLeave={() => setOver(false)}
        onDrop={() => setOver(false)}
        onChange={(event) => {
          onChoose([...(event.target.files ?? [])]);
          // Choosing the same file again is a change too.
          event.target.value = '';
        }}
      />
    </label>
  );
}
