/* In a narrow window (a phone's) the left side bar leaves the notebook a strip of two letters: it is closed when
   the lab opens and whenever a document is chosen, and its tabs open it. JupyterLab has no setting for that.

   Written by hand as what JupyterLab loads (a module federation container), so that nothing has to be built. */
"use strict";

const plugin = {
  id: "course-narrow:plugin",
  autoStart: true,
  activate(app) {
    const narrow = matchMedia("(max-width: 760px)");
    const makeRoom = () => {
      if (narrow.matches) app.shell.collapseLeft();
    };
    app.restored.then(() => {
      makeRoom();
      app.shell.currentChanged.connect(makeRoom);
    });
  },
};

(window._JUPYTERLAB ??= {})["course-narrow"] = {
  init() {},
  get: async () => () => plugin,
};
