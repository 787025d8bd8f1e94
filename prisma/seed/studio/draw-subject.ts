import { applyFinish } from './finish.ts';
import { iconBody, iconUnits } from './icon.ts';
import { drawPicture } from './draw-picture.ts';
import { drawPlinth } from './draw-plinth.ts';
import { drawWatch } from './draw-watch.ts';
import type { Subject } from './shot.ts';

export interface Drawing {
  /** What stands inside the `<svg>`. */
  readonly body: string;
  /** Side of the square in which it is drawn. */
  readonly units: number;
}

/** Any subject, as a drawing in a square. */
export async function drawSubject(subject: Subject): Promise<Drawing> {
  if ('watch' in subject) return drawWatch(subject.watch);
  if ('framed' in subject) return drawPicture(subject.framed);
  if ('plinth' in subject) return drawPlinth(subject.plinth);
  const body = await iconBody(subject.icon);
  return { body: subject.finish ? applyFinish(body, subject.finish) : body, units: iconUnits };
}
