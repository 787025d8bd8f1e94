/**
 * Shadows, worked out at a quarter of the picture's size (they are soft; nobody sees the difference, and it is sixteen
 * times less work). The lamp hangs above, to the left and a little in front.
 */
import { blur, emptyMask, type Mask } from './raster.ts';

export interface Silhouette {
  /** Opacity 0 to 255, row by row. */
  readonly alpha: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** Where its top left corner is in the frame. */
  readonly left: number;
  readonly top: number;
}

interface Frame {
  readonly width: number;
  readonly height: number;
}

function add({ values, width, height }: Mask, x: number, y: number, amount: number): void {
  const [column, row] = [Math.round(x), Math.round(y)];
  if (column < 0 || row < 0 || column >= width || row >= height) return;
  const at = row * width + column;
  values[at] = Math.max(values[at] ?? 0, amount);
}

/** Everything the silhouette covers, moved. */
function movedMask(
  silhouette: Silhouette,
  frame: Frame,
  by: { readonly x: number; readonly y: number },
): Mask {
  const mask = emptyMask(frame.width, frame.height);
  for (let y = 0; y < silhouette.height; y += 1) {
    for (let x = 0; x < silhouette.width; x += 1) {
      const opacity = silhouette.alpha[y * silhouette.width + x] ?? 0;
      if (opacity > 0) add(mask, silhouette.left + x + by.x, silhouette.top + y + by.y, opacity / 255);
    }
  }
  return mask;
}

/** The silhouette laid down on the floor behind the thing and to the right, weaker with the height it comes from. */
function castMask(silhouette: Silhouette, frame: Frame): Mask {
  const mask = emptyMask(frame.width, frame.height);
  const base = silhouette.top + silhouette.height;
  for (let y = 0; y < silhouette.height; y += 1) {
    const height = silhouette.height - y;
    const strength = 1 - 0.8 * (height / silhouette.height);
    for (let x = 0; x < silhouette.width; x += 1) {
      const opacity = silhouette.alpha[y * silhouette.width + x] ?? 0;
      if (opacity === 0) continue;
      add(mask, silhouette.left + x + height * 0.36, base - height * 0.17, (opacity / 255) * strength);
    }
  }
  return mask;
}

/** A thin dark line wherever the thing touches the floor: every foot and wheel has its own. */
function contactMask(silhouette: Silhouette, frame: Frame): Mask {
  const mask = emptyMask(frame.width, frame.height);
  const reach = Math.max(2, silhouette.height * 0.035);
  const base = silhouette.top + silhouette.height - 1;
  for (let x = 0; x < silhouette.width; x += 1) {
    for (let up = 0; up < reach; up += 1) {
      const y = silhouette.height - 1 - up;
      if ((silhouette.alpha[y * silhouette.width + x] ?? 0) < 128) continue;
      for (const row of [-2, -1, 0, 1]) add(mask, silhouette.left + x, base + row, 1 - up / reach);
      break;
    }
  }
  return mask;
}

/** The light that the whole thing keeps from the floor around it. */
function ambientMask(silhouette: Silhouette, frame: Frame): Mask {
  const mask = emptyMask(frame.width, frame.height);
  const [centre, base] = [silhouette.left + silhouette.width / 2, silhouette.top + silhouette.height - 2];
  const [across, deep] = [silhouette.width * 0.47, Math.max(3, silhouette.width * 0.055)];
  for (let y = -deep; y <= deep; y += 1) {
    const half = across * Math.sqrt(Math.max(0, 1 - (y / deep) ** 2));
    for (let x = -half; x <= half; x += 1) add(mask, centre + x, base + y, 1);
  }
  return mask;
}

interface Part {
  readonly mask: Mask;
  readonly radius: number;
  readonly strength: number;
}

/** Shadows over one another: each takes its share of the light that the others left. */
function overlay(parts: readonly Part[], frame: Frame): Mask {
  const result = emptyMask(frame.width, frame.height);
  const { values } = result;
  for (const { mask, radius, strength } of parts) {
    blur(mask, radius);
    const added = mask.values;
    for (let at = 0; at < values.length; at += 1) {
      const before = values[at] ?? 0;
      values[at] = before + (1 - before) * Math.min(1, added[at] ?? 0) * strength;
    }
  }
  return result;
}

/** Of a thing that stands on the floor, or raised above it on something too small to take a long shadow. */
export function standingShadow(silhouette: Silhouette, frame: Frame, isRaised: boolean): Mask {
  const scale = frame.height / 300;
  const near: Part[] = [
    { mask: ambientMask(silhouette, frame), radius: 5 * scale, strength: 0.4 },
    { mask: contactMask(silhouette, frame), radius: 1.4 * scale, strength: 0.66 },
  ];
  const far: Part[] = isRaised
    ? []
    : [{ mask: castMask(silhouette, frame), radius: 6 * scale, strength: 0.42 }];
  return overlay([...far, ...near], frame);
}

/** Of a thing that lies on a table or hangs on a wall, `lift` of its depth away from it. */
export function lyingShadow(silhouette: Silhouette, frame: Frame, lift: number): Mask {
  const reach = (frame.height / 300) * lift;
  return overlay(
    [
      {
        mask: movedMask(silhouette, frame, { x: 8 * reach, y: 12 * reach }),
        radius: 8 * reach,
        strength: 0.3,
      },
      {
        mask: movedMask(silhouette, frame, { x: 2 * reach, y: 3 * reach }),
        radius: 2 * reach,
        strength: 0.4,
      },
    ],
    frame,
  );
}
