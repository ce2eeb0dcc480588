// The clock: it plays a stretch of days, one after the other or, with less motion, in steps.

import { addMonths, toDay, toISO } from "../rules/days.js";

/** @import { Stretch } from "./stretch.js" */

/**
 * What a clock plays: the day shown, the stretch it lies in, and how fast; and how it is told.
 * @typedef {{
 *   readonly day: number, readonly stretch: Stretch, readonly speed: number,
 *   show(day: number): void, pause(): void,
 * }} Player
 */

const PLAY_THROUGH_MS = 20000;
const REDUCED_STEP_MS = 700;
// With less motion a stretch of fewer days passes by weeks, not by months.
const FEW_DAYS = 150;

export class Clock {
  /** @param {Player} player */
  constructor(player) {
    this.player = player;
    this.running = false;
    /** @type {number | undefined} */
    this.timer = undefined;
  }

  start() {
    const { player } = this;
    if (player.day >= player.stretch.last) player.show(player.stretch.first);
    this.running = true;
    if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) this.playInSteps();
    else this.playThrough();
  }

  stop() {
    this.running = false;
    window.clearTimeout(this.timer);
  }

  playThrough() {
    const { player } = this;
    let position = player.day;
    let before = performance.now();
    /** @param {number} now */
    const frame = (now) => {
      if (!this.running) return;
      const { first, last } = player.stretch;
      position += (Math.max(now - before, 0) * player.speed * (last - first)) / PLAY_THROUGH_MS;
      before = now;
      const day = Math.min(Math.floor(position), last);
      if (day !== player.day) player.show(day);
      if (day >= last) player.pause();
      else requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }

  /** Who asked for less motion sees one month after the other, each at rest. */
  playInSteps() {
    const { player } = this;
    const wait = () => window.setTimeout(step, REDUCED_STEP_MS / player.speed);
    const step = () => {
      if (!this.running) return;
      const { first, last } = player.stretch;
      const { day } = player;
      const next = last - first < FEW_DAYS ? day + 7 : toDay(addMonths(toISO(day), 1));
      player.show(Math.min(next, last));
      if (next >= last) player.pause();
      else this.timer = wait();
    };
    this.timer = wait();
  }
}
