/** What the catalogue asks of the studio. */
import type { Backdrop } from './backdrop.ts';
import type { FramedPicture } from './draw-picture.ts';
import type { Plinth } from './draw-plinth.ts';
import type { Watch } from './draw-watch.ts';
import type { Finish } from './finish.ts';

/** What can be photographed. */
export type Subject =
  | { readonly icon: string; readonly finish?: Finish }
  | { readonly framed: FramedPicture }
  | { readonly watch: Watch }
  | { readonly plinth: Plinth };

export interface Thing {
  readonly subject: Subject;
  /** The side of the square that the subject is drawn in, as a share of the frame's height. */
  readonly size: number;
  /** Its middle, as a share of the frame's width. */
  readonly x?: number;
  /** On a floor: where it stands; elsewhere: its middle. A share of the frame's height. */
  readonly y?: number;
  /** Degrees, clockwise. */
  readonly turn?: number;
  readonly mirrored?: boolean;
  /** It stands on the thing before it, not on the floor. */
  readonly raised?: boolean;
}

export interface Shot extends Backdrop {
  /** Says in words what the picture shows. */
  readonly alt: string;
  /** Wider than high, 5 : 4. By default the frame is square. */
  readonly landscape?: boolean;
  /** The floor is polished and mirrors what stands on it. */
  readonly polished?: boolean;
  /** Back to front. */
  readonly things: readonly [Thing, ...Thing[]];
}
