// Two windows of one machine do not see what the other has changed, and the one that saves last would undo the first.
const OPEN_TWICE =
  "Trang soạn bài đang mở ở một cửa sổ khác trên máy này. Hãy đóng bớt một cửa sổ: " +
  "sửa ở cả hai thì cửa sổ lưu sau làm mất phần của cửa sổ lưu trước.";

navigator.locks?.request("one-window", { ifAvailable: true }, (alone) => {
  if (alone) return new Promise(() => {}); // held until the window is closed
  alert(OPEN_TWICE);
});
