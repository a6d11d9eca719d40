/** A colour as linear light of red, green and blue, 0 to 1. */
export type Light = readonly [number, number, number];

/** How a kind of colour blindness mixes the three. Machado, Oliveira and Fernandes 2009, at full severity. */
export const SIGHTS = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
} as const satisfies Record<string, readonly Light[]>;

/** Linear light of a colour as `#2b7f88`. */
export function lightOf(hex: string): Light {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return [red, green, blue];
}

/** Contrast of two colours as WCAG 2 reckons it: 1 to 21. */
export function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [a, b]
    .map((hex) => mix([0.2126, 0.7152, 0.0722], lightOf(hex)))
    .toSorted((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

/** Distance of two colours in OKLab to an eye (https://bottosson.github.io/posts/oklab/); black and white are 1 apart. */
export function distance(a: string, b: string, sight: keyof typeof SIGHTS): number {
  const [one, other] = [a, b].map((hex) => oklab(seen(lightOf(hex), sight)));
  return Math.hypot(...[0, 1, 2].map((at) => (one?.[at] ?? 0) - (other?.[at] ?? 0)));
}

function seen(light: Light, sight: keyof typeof SIGHTS): Light {
  const [red, green, blue] = SIGHTS[sight];
  return [red, green, blue].map((row) => Math.min(1, Math.max(0, mix(row, light)))) as unknown as Light;
}

function oklab(light: Light): Light {
  const long = Math.cbrt(mix([0.4122214708, 0.5363325363, 0.0514459929], light));
  const medium = Math.cbrt(mix([0.2119034982, 0.6806995451, 0.1073969566], light));
  const short = Math.cbrt(mix([0.0883024619, 0.2817188376, 0.6299787005], light));
  const cones: Light = [long, medium, short];
  return [
    mix([0.2104542553, 0.793617785, -0.0040720468], cones),
    mix([1.9779984951, -2.428592205, 0.4505937099], cones),
    mix([0.0259040371, 0.7827717662, -0.808675766], cones),
  ];
}

function mix(row: Light, light: Light): number {
  return row[0] * light[0] + row[1] * light[1] + row[2] * light[2];
}
