// The camera as a fallback: the browser's own reader of codes where there is one, else zxing.

const PAUSE = 120; // milliseconds between two looks
const GONE = 2000; // a label counts again when it was out of sight for so long
const FORMATS = { own: ["qr_code", "code_128", "data_matrix"], zxing: ["QRCode", "Code128", "DataMatrix"] };

const panel = document.getElementById("camera");
const video = panel.querySelector("video");
let stream = null;
let reader = null;

const loaded = (source) =>
  new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.nonce = document.querySelector("script[nonce]").nonce;
    script.src = source;
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });

async function ownReader() {
  const known = "BarcodeDetector" in window ? await BarcodeDetector.getSupportedFormats() : [];
  if (!known.includes("qr_code")) return null;
  const detector = new BarcodeDetector({ formats: FORMATS.own.filter((format) => known.includes(format)) });
  return async () => (await detector.detect(video))[0]?.rawValue ?? "";
}

async function zxingReader() {
  await loaded(panel.dataset.reader);
  ZXingWASM.prepareZXingModule({ overrides: { locateFile: () => panel.dataset.wasm } });
  const canvas = new OffscreenCanvas(1, 1);
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  return async () => {
    Object.assign(canvas, { width: video.videoWidth, height: video.videoHeight });
    pen.drawImage(video, 0, 0);
    const picture = pen.getImageData(0, 0, canvas.width, canvas.height);
    const found = await ZXingWASM.readBarcodes(picture, { formats: FORMATS.zxing, maxNumberOfSymbols: 1 });
    return found[0]?.text ?? "";
  };
}

async function look(heard) {
  let last = "";
  let seen = -Infinity;
  while (stream) {
    const text = video.videoWidth ? await reader().catch(() => "") : "";
    const isNew = text !== last || performance.now() - seen > GONE;
    if (text && isNew) heard(text);
    if (text) [last, seen] = [text, performance.now()];
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

export const isOpen = () => Boolean(stream);

export function close() {
  for (const track of stream?.getTracks() ?? []) track.stop();
  stream = video.srcObject = null;
  panel.hidden = true;
}

/* Show what the camera sees and hear every label it reads. Throws when there is no camera. */
export async function open(heard) {
  const wanted = { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 } };
  stream = await navigator.mediaDevices.getUserMedia({ video: wanted });
  video.srcObject = stream;
  panel.hidden = false;
  await video.play();
  reader ??= (await ownReader()) ?? (await zxingReader());
  look(heard);
}
