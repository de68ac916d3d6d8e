import type { Page } from 'playwright-core';

export interface Scrolled {
  /** Frames a second that the page's own thread took part in. */
  frames: number;
  /** Of that thread's own time, for each of them: who else is at work on the machine does not count. */
  millis: number;
}

const seconds = 1.5;
/** As fast as one turns a wheel to get through a long list, in pixels a second. */
const speed = 3_600;

/** Turns the wheel steadily over the box that scrolls, from its top. */
export async function scroll(page: Page, box: string): Promise<Scrolled> {
  await page.bringToFront();
  const at = await page.locator(box).evaluate((element) => {
    element.scrollTop = 0;
    const { x, y, width, height } = element.getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  });
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const worked = async (): Promise<number> => (await devtools.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
  const counted = page.evaluate((millis) => new Promise<number>((resolve) => {
    const began = performance.now();
    let n = 0;
    const count = (): void => {
      n += 1;
      const took = performance.now() - began;
      if (took < millis) requestAnimationFrame(count);
      else resolve((n * 1_000) / took);
    };
    requestAnimationFrame(count);
  }), seconds * 1_000);
  const before = await worked();
  const [frames] = await Promise.all([counted, devtools.send('Input.synthesizeScrollGesture', { ...at, yDistance: -speed * seconds, speed, gestureSourceType: 'mouse' })]);
  const millis = ((await worked()) - before) * 1_000 / (frames * seconds);
  await devtools.detach();
  return { frames, millis };
}

/** A page with nothing but a box to scroll: what the machine gives just now. */
export async function bareBox(page: Page): Promise<void> {
  await page.setContent('<div id="box" style="width:1000px;height:560px;overflow:auto"><div style="height:80000px"></div></div>');
}
