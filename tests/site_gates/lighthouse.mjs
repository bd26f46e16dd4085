// node lighthouse.mjs CHROMIUM CATEGORIES RUNS ADDRESS…: a line of JSON for each run: address, scores, faults, figures.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const [chromePath, categories, runs, ...addresses] = process.argv.slice(2);
const onlyCategories = categories.split(",");
const measured = onlyCategories.includes("performance");
const FIGURES = {
  fcp: "first-contentful-paint",
  lcp: "largest-contentful-paint",
  tbt: "total-blocking-time",
  cls: "cumulative-layout-shift",
  bytes: "total-byte-weight",
};

// Only a measurement needs the slow network and processor of a phone, and to wait until all is quiet.
const AT_ONCE = {
  throttlingMethod: "provided",
  pauseAfterFcpMs: 0,
  pauseAfterLoadMs: 0,
  networkQuietThresholdMs: 0,
  cpuQuietThresholdMs: 0,
};

const chrome = await launch({ chromePath, chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu"] });
try {
  for (const address of addresses) {
    for (let run = 0; run < Number(runs); run++) console.log(JSON.stringify(await judged(address)));
  }
} finally {
  await chrome.kill();
}

async function judged(address) {
  const options = { port: chrome.port, logLevel: "error", onlyCategories, disableFullPageScreenshot: true };
  if (!measured) Object.assign(options, AT_ONCE);
  const { lhr } = await lighthouse(address, options);
  const scores = Object.fromEntries(Object.values(lhr.categories).map(({ id, score }) => [id, score * 100]));
  const audits = Object.values(lhr.categories).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0));
  const faults = audits.map(({ id }) => lhr.audits[id]).filter(({ score }) => score !== null && score < 1);
  const figures = Object.entries(FIGURES).map(([name, id]) => [name, lhr.audits[id]?.numericValue]);
  return {
    address,
    scores,
    faults: faults.map(({ id, title }) => `${id}: ${title}`),
    figures: measured ? Object.fromEntries(figures) : {},
  };
}
