// node validate.mjs FOLDER: one line for each finding of html-validate on the pages below FOLDER.
import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { HtmlValidate } from "html-validate";

const RULES = {
  "no-trailing-whitespace": "off", // what a program printed may end so
  "valid-id": ["error", { relaxed: true }], // Sphinx names terms such as `term-.env`; HTML allows it
};

const [root] = process.argv.slice(2);
const validator = new HtmlValidate({ root: true, extends: ["html-validate:recommended"], rules: RULES });
const pages = readdirSync(root, { recursive: true })
  .filter((name) => name.endsWith(".html") && !name.startsWith("_static"))
  .sort();

for (const name of pages) {
  const report = await validator.validateFile(join(root, name));
  for (const { filePath, messages } of report.results) {
    for (const { line, ruleId, message } of messages) {
      console.log(`${relative(root, filePath)}:${line} ${ruleId}: ${message}`);
    }
  }
}
console.error(`${pages.length} pages`);
