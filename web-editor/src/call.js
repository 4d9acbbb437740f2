/** The button that puts a number to call into a text; `lines` are [id, name]. The number itself stands in one place. */
export function call(lines) {
  return {
    id: "call",
    label: "Số điện thoại",
    icon: "call",
    trigger: "button",
    mode: "dialog",
    summary: "Số điện thoại: {{line}}",
    fields: [
      {
        name: "line",
        label: "Gọi số nào",
        widget: "select",
        options: lines.map(([value, label]) => ({ value, label })),
      },
    ],
    pattern: /^\{\{ call\("(?<line>[a-z0-9-]+)"\) \}\}$/m,
    toBlock: ({ line }) => `{{ call("${line ?? ""}") }}`,
    toPreview: ({ line }) => line ?? "",
  };
}
