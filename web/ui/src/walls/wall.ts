import { computed, onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import { LatencyMeter, ServerClock, type Latency } from './canary';
import { browserClock, type Clock } from './clock';
import { WallConnection, type Hub } from './connection';
import { browserPaint, Delivery } from './delivery';
import type { Report } from '../screens/device';
import { Picture } from './picture';
import { Silence } from './silence';

/** Frames a second that a wall asks for. */
const wallRate = 60;
/** The refusals that asking again does not cure at once; part of the hub's contract. */
const unknownPlace = 'unknown-place';
const notAllowed = 'not-allowed';

export interface Wall {
  picture: Picture;
  /** Whole seconds without a frame; 0 while they come and say no more than a picture of before; null while they come. */
  silence: Readonly<Ref<number | null>>;
  unknown: Readonly<ShallowRef<boolean>>;
  /** Nobody is signed in, or not for this place. It goes on asking: a right may come back. */
  forbidden: Readonly<ShallowRef<boolean>>;
  latency: Readonly<ShallowRef<Latency>>;
  /** What has been drawn since the page was loaded, and how old it is. */
  report(): Report;
}

/** A live picture of one region for as long as the component lives. */
export function useWall(place: string | null, createHub: () => Hub, clock: Clock = browserClock): Wall {
  const picture = new Picture();
  const silence = shallowRef<number | null>(null);
  const unknown = shallowRef(false);
  const forbidden = shallowRef(false);
  const quiet = new Silence(clock, (seconds) => (silence.value = seconds));
  let forgotten = false;
  let frames = 0;
  let drawn: number | null = null;

  const delivery = new Delivery((frame) => {
    const merged = picture.merge(frame);
    if (merged !== 'gap') {
      forgotten = false;
      frames++;
      // A picture of before the server's restart is as old as it was.
      if (!frame.kept) drawn = clock.now();
      return;
    }
    forgotten = true;
    connection.restart();
  }, browserPaint);

  const connection = new WallConnection({
    place,
    rate: wallRate,
    createHub,
    seen: () => (forgotten ? null : picture.seen),
    onFrame(frame, took) {
      quiet.heard();
      unknown.value = false;
      forbidden.value = false;
      delivery.push(frame, took);
    },
    onBroken(reason) {
      if (reason.includes(unknownPlace)) unknown.value = true;
      if (reason.includes(notAllowed)) forbidden.value = true;
    },
    clock,
    random: Math.random,
  });

  const { latency, end } = useLatency(picture, () => connection.time(), clock);

  const onVisibility = () => {
    if (document.hidden) delivery.flush();
  };
  document.addEventListener('visibilitychange', onVisibility);
  connection.open();
  onScopeDispose(() => {
    document.removeEventListener('visibilitychange', onVisibility);
    connection.close();
    quiet.stop();
    end();
  });

  return {
    picture,
    silence: computed(() => silence.value ?? (picture.about.value?.kept ? 0 : null)),
    unknown,
    forbidden,
    latency,
    report: () => ({ frames, age: drawn === null ? null : Math.round(clock.now() - drawn) }),
  };
}

/** The delay is read once in five seconds, so it neither flickers nor stays when the signs stop. */
const readEvery = 5_000;

function useLatency(picture: Picture, ask: () => Promise<number>, clock: Clock) {
  const latency = shallowRef<Latency>(null);
  const meter = new LatencyMeter();
  const server = new ServerClock(ask, clock);
  let timer: number | undefined;

  const read = () => {
    latency.value = meter.read(clock.now());
    timer = clock.after(readEvery, read);
  };
  // After the page has taken the frame in, which is when a person can see it.
  watch(
    picture.canary,
    (canary) => {
      if (canary) meter.sign(canary.at, clock.now(), server.offset);
    },
    { flush: 'post' },
  );
  void server.estimate();
  read();
  return {
    latency,
    end: () => {
      server.end();
      clock.cancel(timer);
    },
  };
}
