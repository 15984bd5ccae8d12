import { isSerial } from '../depots/serials.ts';

type Detector = { detect(video: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]> };
type Scanning = { readonly BarcodeDetector?: new () => Detector };

const LOOK_AGAIN_MS = 150;

/** True where the browser reads barcodes by itself and there may be a camera. */
export const canScan = (): boolean =>
  (globalThis as Scanning).BarcodeDetector !== undefined &&
  navigator.mediaDevices?.getUserMedia !== undefined;

type Heard = { readonly found: (serial: string) => void; readonly failed: () => void };

/** Looks through the camera until it reads a serial or is stopped; the answer stops it and frees the camera. */
export function startScan(video: HTMLVideoElement, { found, failed }: Heard): () => void {
  let stopped = false;
  let stream: MediaStream | undefined;
  const stop = () => {
    stopped = true;
    for (const track of stream?.getTracks() ?? []) track.stop();
  };
  const look = async () => {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
    if (stopped) return stop();
    video.srcObject = stream;
    await video.play();
    const serial = await firstSerial(video, () => stopped);
    if (stopped || serial === undefined) return;
    stop();
    found(serial);
  };
  look().catch(() => {
    if (stopped) return;
    stop();
    failed();
  });
  return stop;
}

async function firstSerial(video: HTMLVideoElement, isOver: () => boolean): Promise<string | undefined> {
  const { BarcodeDetector } = globalThis as Scanning;
  if (!BarcodeDetector) throw new Error('This browser reads no barcodes.');
  const detector = new BarcodeDetector();
  while (!isOver()) {
    const codes = await detector.detect(video);
    const serial = codes.map(({ rawValue }) => rawValue.trim()).find(isSerial);
    if (serial !== undefined) return serial;
    await new Promise(next => setTimeout(next, LOOK_AGAIN_MS));
  }
  return undefined;
}
