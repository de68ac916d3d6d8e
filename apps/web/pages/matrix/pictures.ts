/** The class of what shows a light as its background. */
export const pictureOf = (light: string): string => `light-${light}`;

/**
 * Drawn lights as pictures, in rules of a style sheet: thousands of cells show them while one scrolls, and a background
 * costs nothing where a drawing costs several boxes.
 *
 * @param drawn each light's shape as it stands in the page, in the colours it has there
 */
export const pictureRules = (drawn: Iterable<readonly [light: string, shape: SVGElement]>): string => [...drawn].map(([light, shape]) => {
  const copy = shape.cloneNode(true) as SVGElement;
  const { fill, stroke } = getComputedStyle(shape);
  copy.setAttribute('fill', fill);
  copy.setAttribute('stroke', stroke);
  return `.${pictureOf(light)}{background-image:url("data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}")}`;
}).join('\n');
