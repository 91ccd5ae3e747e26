using PlantOps.Gateway.App;

return await PlantOpsCommand.Run(args);
