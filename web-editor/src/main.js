import "./vietnamese.js"; // first: Sveltia CMS reads the language as soon as it is loaded
import CMS from "@sveltia/cms";
import { call } from "./call.js";
import "./folded.js";
import { learnSwitches, readMarkdown, readYaml, writeMarkdown, writeYaml } from "./files.js";

const [config, lines] = await Promise.all(["config.json", "lines.json"].map(async (name) => (await fetch(name)).json()));
for (const { fields } of [...config.collections, ...config.singletons]) learnSwitches(fields);
CMS.registerCustomFormat("commune-yaml", "yml", { fromFile: readYaml, toFile: writeYaml });
CMS.registerCustomFormat("commune-frontmatter", "md", { fromFile: readMarkdown, toFile: writeMarkdown });
CMS.registerEditorComponent(call(lines));
CMS.init({ config: { ...config, load_config_file: false } });
